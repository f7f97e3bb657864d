"""The English names of months, weekdays and numbers, as said and as typed."""

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

NOT_KNOWN = "date not known"

#: Small numbers as they are typed in "two weeks ago" and "ten past three".
NUMBERS = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "twenty": 20,
    "twenty-five": 25,
}

#: "january", "jan" and the like, each with its month's number.
MONTH_NUMBERS = {
    **{name.casefold(): at for at, name in enumerate(MONTHS, 1)},
    **{name.casefold()[:3]: at for at, name in enumerate(MONTHS, 1)},
    "sept": 9,
}
SEASON_NUMBERS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
WEEKDAY_NUMBERS = {
    **{name.casefold(): at for at, name in enumerate(WEEKDAYS)},
    **{name.casefold()[:3]: at for at, name in enumerate(WEEKDAYS)},
    "tues": 1,
    "weds": 2,
    "thur": 3,
    "thurs": 3,
}
