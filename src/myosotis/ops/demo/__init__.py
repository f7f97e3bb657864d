"""`./myosotis demo`: a throw-away house with the story of an invented family and drawn pictures.

Nobody in it lives, and nothing in it happened. Its words stand in `story.py`, its pictures are drawn by
`indoors.py` and `outdoors.py`, `lists.py` says what belongs together, `filling.py` puts all of it
into the house, `evening.py` shares one moment of it,
and `command.py` opens the house.
"""

ELIN, TOMAS, VERA = "Elin", "Tomas", "Vera"

#: How the two parents, and Vera, who reads first, sign in: address and password. They belong to nobody.
SIGN_IN = {
    ELIN: ("elin@example.org", "four lamps in the snow"),
    TOMAS: ("tomas@example.org", "as tall as a pear tree"),
    VERA: ("vera@example.org", "soup on a Thursday"),
}
