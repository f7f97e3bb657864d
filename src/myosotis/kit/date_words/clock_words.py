"""The time of day in what a person typed: "3:10 am", "at 3", "ten past three", "the night of"; its zone."""

import re

from myosotis.kit.date_words.names import NUMBERS

_HALF = r"(?P<half>a\.?m\.?|p\.?m\.?|in the (?:morning|afternoon|evening)|at night|o'clock)"
_CLOCK = (
    rf"(?P<hour>[0-9]{{1,2}})(?::(?P<minute>[0-9]{{2}}))? ?{_HALF}?"
    rf"|(?P<dot_hour>[0-9]{{1,2}})\.(?P<dot_minute>[0-9]{{2}}) ?(?P<dot_half>a\.?m\.?|p\.?m\.?)"
    r"|(?P<noon>noon|midday)"
)
_SPOKEN = (
    r"(?P<count>half|quarter|a quarter|five|ten|twenty|twenty-five) (?P<way>past|to) (?P<spoken>[a-z]+)"
    r"(?: (?P<spoken_half>a\.?m\.?|p\.?m\.?|in the (?:morning|afternoon|evening)|at night))?"
)
_TIME = rf"(?P<at>at )?(?P<rough>(?:about|around) )?(?:{_CLOCK}|{_SPOKEN})"
_FIRST = re.compile(rf"(?:{_TIME})(?:, ?| on(?: the)? | )(?P<day>.+)")
_LAST = re.compile(rf"(?P<day>.+?)(?:, ?| ){_TIME}")
_MIDNIGHT = re.compile(r"midnight at the (?:start|beginning) of (?P<day>.+)")
_PART = r"(?P<part>morning|afternoon|evening|night)"
_PARTS = (
    re.compile(rf"(?:in |at |during )?(?:the )?{_PART} of (?P<day>.+)"),
    re.compile(rf"(?P<day>.+?),? (?:in the |at )?{_PART}"),
)
#: The zone of a clock, as it is said behind the time.
_ZONE = re.compile(
    r" ?\(?\b(?:utc|gmt)(?: ?(?P<sign>[+\-−–]) ?(?P<hour>[0-9]{1,2})(?::?(?P<minute>[0-9]{2}))?)?"
    r"(?:\)|(?=,| |$))"
)
#: One word, or two, that name a day and a part of it.
_TOGETHER = {
    "tonight": ("today", "night"),
    "last night": ("yesterday", "night"),
    "this morning": ("today", "morning"),
    "this afternoon": ("today", "afternoon"),
    "this evening": ("today", "evening"),
}


def split_time(typed: str) -> tuple[str, str]:
    """The text without its time of day, and that time as EDTF writes it after the "T" (or an empty text)."""
    if typed in _TOGETHER:
        return _TOGETHER[typed]
    found = _MIDNIGHT.fullmatch(typed)
    if found:
        return found["day"], "00:00"
    for pattern in (_FIRST, _LAST):
        found = pattern.fullmatch(typed)
        clock = _clock(found) if found else ""
        if found and clock:
            return f"about {found['day']}" if found["rough"] else found["day"], clock
    for pattern in _PARTS:
        found = pattern.fullmatch(typed)
        if found:
            return found["day"], found["part"]
    return typed, ""


def take_zone(typed: str) -> tuple[str, str]:
    """The text without the zone of its clock, and that zone as EDTF writes it (or an empty text)."""
    found = _ZONE.search(typed)
    if not found:
        return typed, ""
    rest = typed[: found.start()] + typed[found.end() :]
    if not found["sign"]:
        return rest, "Z"
    sign = "+" if found["sign"] == "+" else "-"
    return rest, f"{sign}{found['hour']:0>2}:{found['minute'] or '00'}"


def zone_words(zone: str) -> str:
    """The zone of a clock as it stands behind the time: " (UTC+2)"."""
    if not zone:
        return ""
    if zone == "Z":
        return " (UTC)"
    hour, minute = zone[1:].split(":")
    sign = "+" if zone[0] == "+" else "−"
    return f" (UTC{sign}{int(hour)}{'' if minute == '00' else f':{minute}'})"


def _clock(found: re.Match[str]) -> str:
    """The time of a match as 03:10, or an empty text where a bare number is no time."""
    if found["noon"]:
        return "12:00"
    if found["count"]:
        return _spoken(found)
    hour = int(found["hour"] or found["dot_hour"])
    minute = found["minute"] or found["dot_minute"]
    half = found["half"] or found["dot_half"] or ""
    if not (half or found["minute"] or found["at"]):
        return ""
    return _written(hour, int(minute or 0), half)


def _spoken(found: re.Match[str]) -> str:
    minutes = {"half": 30, "quarter": 15, "a quarter": 15}.get(found["count"]) or NUMBERS[found["count"]]
    hour = NUMBERS.get(found["spoken"], 0)
    if not 1 <= hour <= 12:
        return ""
    if found["way"] == "to":
        hour, minutes = hour - 1 or 12, 60 - minutes
    return _written(hour, minutes, found["spoken_half"] or "")


def _written(hour: int, minute: int, half: str) -> str:
    """The time on the clock of 24 hours, or an empty text where there is no such time."""
    if hour > 23 or minute > 59 or (half and not 1 <= hour <= 12):
        return ""
    if half.startswith("p") or half in ("in the afternoon", "in the evening"):
        hour = hour % 12 + 12
    elif half.startswith(("a.", "am")) or half == "in the morning":
        hour %= 12
    elif half == "at night":
        hour = hour % 12 + (12 if 6 <= hour < 12 else 0)
    return f"{hour:02}:{minute:02}"
