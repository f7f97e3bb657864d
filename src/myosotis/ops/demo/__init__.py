"""`./myosotis demo`: a throw-away house with the story of an invented family and drawn pictures.

Nobody in it lives, and nothing in it happened. Its words stand in `story.py`, its pictures are drawn by
`indoors.py` and `outdoors.py`, `filling.py` puts both into the house, and `command.py` opens it.
"""

ELIN, TOMAS = "Elin", "Tomas"

#: How the two sign in: address and password. They belong to nobody.
SIGN_IN = {
    ELIN: ("elin@example.org", "four lamps in the snow"),
    TOMAS: ("tomas@example.org", "as tall as a pear tree"),
}
