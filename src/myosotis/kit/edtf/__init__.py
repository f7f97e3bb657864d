"""Dates that may be unsure of themselves: EDTF, whole, and three things more that a family needs.

EDTF (Extended Date/Time Format, ISO 8601-2:2019; https://www.loc.gov/standards/datetime/) writes each date
as one short text. Levels 0, 1 and 2 are read here, and written back in one canonical spelling:

=========================  ============================================================================
`XXXX`                     not known (also read: the empty text, `unknown`, `XXXX-XX-XX`, `../..`)
`2021` `2021-05`           a year, a month
`2021-05-04`               a day (also read: `20210504`, as in ISO 8601's basic format)
`2021-05-04T03:10`         a minute, by the clock on the wall (seconds are read and let go)
`2021-05-04T03:10+02:00`   the same, where the zone of that clock is known; `Z` is UTC
`2021-05-04Tnight`         ours, not EDTF: a part of a day, one of `morning`, `afternoon`, `evening`, `night`
`-0043` `Y170000002`       a year before the first (ISO has a year 0), a year of five digits or more;
                           `Y-17E7` is read and written as `Y-170000000`
`1950S2`                   a year of which the first two digits are sure
`2021-23`                  21 to 24: spring to winter; 25 to 28 and 29 to 32: those of the north, of the
                           south; 33 to 36 quarters, 37 to 39 thirds, 40 and 41 halves of a year
`199X` `19XX` `156X-12-25` digits that are not known, anywhere
`2021~` `2021?`            about; perhaps; `2021%` is both. (On a time of day this is ours: EDTF has it on
                           dates)
`2004-06~-11`              the same of a part and all to its left; `2004-~06-11` of one part alone
`2021/2022-05`             from one to the other
`2021/..` `../2021`        open: since, until
`2021/` `/2021`            it ended, it began, and nobody knows when
`[2019,2021..2023]`        one of these; `{2019,2021..2023}` all of them; `[..1984]` that year or one before
=========================  ============================================================================

**Night** belongs to the day in whose evening it begins: `2024-03-03Tnight` is the night of 3 to 4 March.
**Seasons** are the meteorological ones, northern unless asked for southern. **Winter** belongs to the year in
which it begins: northern `2020-24` is December 2020 to February 2021; so does the southern summer.
"""

from myosotis.kit.edtf.fuzzy import PARTS, SEASONS, UNKNOWN, FuzzyDate, NotADate, Precision, SortKey
from myosotis.kit.edtf.reading import between, parse_edtf, sort_key_of

__all__ = [
    "PARTS",
    "SEASONS",
    "UNKNOWN",
    "FuzzyDate",
    "NotADate",
    "Precision",
    "SortKey",
    "between",
    "parse_edtf",
    "sort_key_of",
]
