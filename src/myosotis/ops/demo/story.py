"""The words of the demonstration: Elin, Tomas, their son Otto, and Alma, who died on the day she was born."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from myosotis.ops.demo import ELIN, TOMAS, indoors, outdoors


@dataclass(frozen=True, slots=True)
class Shot:
    """A drawn picture, when the camera says it was taken (as EXIF writes it), and what it shows in words."""

    scene: Callable[[], str]
    description: str
    taken: str = ""
    cover: bool = False
    looked_at: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """One moment: who wrote it, when it was (EDTF), and what it says."""

    by: str
    date: str
    paragraphs: tuple[str, ...]
    title: str = ""
    shots: tuple[Shot, ...] = ()
    private: bool = False


BABY = "Alma"

PASSAGES: tuple[Passage, ...] = (
    Passage(
        TOMAS,
        "198X",
        (
            "Vera made the box at evening school. It is grey linen over board, and the corners were so much "
            "trouble that she never made another. Letters lived in it for a long time. Before that, she "
            "says, it was supposed to be for hats.",
        ),
        "Where the linen box comes from",
    ),
    Passage(
        TOMAS,
        "2023-06~",
        (
            "The pear tree came home on the back seat, with its top out of the window. I dug the hole where "
            "the swing used to be. It was exactly as tall as Otto, and he stood beside it until we had "
            "both of them measured.",
            "The man at the nursery said not to expect a pear for five years.",
        ),
    ),
    Passage(
        ELIN,
        "2023-23",
        (
            "It was still dark when I knew. I let Tomas sleep. I sat on the edge of the bath with my feet "
            "on the cold floor, and for half an hour nobody else in the world knew you were there.",
            "Then the kettle, because I could not think what else one does.",
        ),
        "The first half hour",
    ),
    Passage(
        TOMAS,
        "2023-10-14",
        (
            "Up to the ridge. Fog on the left, sun on the right. Otto counted the hills and got to nine, and "
            "then he counted us and got to four.",
        ),
        shots=(
            Shot(
                outdoors.hills,
                "Hills behind hills, with fog between them. The sun is low on the right.",
                "2023:10:14 16:41:00",
                cover=True,
                looked_at=True,
            ),
        ),
    ),
    Passage(
        ELIN,
        "2023-11/2023-12",
        (
            "I was tired in a way I had not met before, as if somebody had put the day down on top of me. "
            "Vera came on Thursdays with soup and sat at the other end of the sofa. She was knitting "
            "something grey. She told me it was a scarf.",
            "In the second week of December there was a ball of blue in her bag. Nobody said scarf again.",
        ),
        shots=(
            Shot(
                indoors.wool,
                "Two balls of wool on a chair, a large grey one and a small blue one, with the needles.",
                "2023:12:14 15:20:00",
            ),
        ),
    ),
    Passage(
        TOMAS,
        "2023-12-24Tevening",
        (
            "A candle in the kitchen window, the way they did it where Elin grew up. Otto wanted to know if "
            "the baby could see it. Elin thought about it for a while. As a colour perhaps, she said.",
        ),
        shots=(
            Shot(
                indoors.candle,
                "A candle burning on the sill of a dark window, and its reflection in the glass.",
                "2023:12:24 19:12:00",
            ),
        ),
    ),
    Passage(
        ELIN,
        "2024-01-20",
        (
            "There was a list on the side of the fridge, and for weeks people who came for coffee added to "
            "it. Alma was in Otto's writing, with one A lying on its back. He could not tell us where he had "
            "it from. It was her name, he said.",
            "Tomas rubbed out the others, and we left his A the way it was.",
        ),
        "How you got your name",
    ),
    Passage(
        TOMAS,
        "2024-02-10?",
        (
            "It may have been the Saturday after. We had pears from the jar, and Alma began to turn, and "
            "Elin took Otto's hand and laid it in the right place. He kept quite still. He did not say a "
            "word about it until he was in bed. Then he said: she has a very small heel.",
        ),
        shots=(
            Shot(
                indoors.pears,
                "Three pears on the window sill. The garden behind them is out of focus.",
                "2024:02:10 11:05:00",
                cover=True,
            ),
        ),
    ),
    Passage(
        ELIN,
        "2024-02-24T03:00~",
        (
            "Awake again, both of us. The radiator ticked. I told her the film I had fallen asleep in, as "
            "far as I knew it, and made up the end.",
        ),
    ),
    Passage(
        ELIN,
        "2024-03-07Tnight",
        (
            "They gave us the room at the end of the corridor. It snowed, and by midnight the car park had "
            "no lines in it any more. There were four lamps down there. Each time I woke I counted them, and "
            "each time there were four.",
            "Tomas slept in the chair with his coat over him. Alma turned over, and I turned with her. The "
            "night nurse came in with a torch in her pocket and did not use it.",
        ),
        "Snow",
        (
            Shot(
                outdoors.snow,
                "A car park at night, seen from above. Four lamps, snow falling, everything covered.",
                "2024:03:07 23:48:00",
            ),
        ),
    ),
    Passage(
        TOMAS,
        "2024-03-09T06:10",
        (
            "Alma was born at ten past six. She lived for fifty minutes. She died in our arms, with Elin's "
            "hand under her head and my hand around her feet.",
            "Her hair was dark, and when it had dried it made a curl behind the left ear. She held on to "
            "Elin's finger. She had my chin, which everybody saw at once, and she frowned when the door "
            "opened, so Ruth, the midwife, went and held it shut.",
            "Ruth had drawn the curtain back by the width of a hand. The light came in as a stripe. It was "
            "on the blanket when Alma came, and it had got as far as the wall when she died. Nobody moved "
            "the curtain for a long time.",
        ),
        "Alma",
        (
            Shot(
                indoors.window,
                "The light of the window on the wall and on the grey blanket. Nobody is in the picture.",
                "2024:03:09 07:26:00",
            ),
        ),
    ),
    Passage(
        ELIN,
        "2024-03-09/2024-03-11",
        (
            "We had three days in that room with her. Vera came, and held her, and told her about the box. "
            "Otto brought the book with the heron and read it to her from beginning to end. He turned it "
            "round at every page so that she could see.",
            "On the last evening I cut the name band off and could not get the scissors to close, and Ruth "
            "put her hand over mine.",
        ),
        "Three days",
    ),
    Passage(
        TOMAS,
        "2024-03-15",
        (
            "The ground was hard for a hand's breadth and soft below. There were seven of us. Nobody had "
            "prepared anything, and Otto asked if he could say the names of all the hills, and did.",
        ),
    ),
    Passage(
        ELIN,
        "2024-03",
        (
            "Vera emptied it of letters in one afternoon and brought it to us under her coat. In it are: the "
            "blanket with the blue edge. The name band, which says Baby girl and, in Ruth's pencil, Alma. "
            "The prints of both feet. The candle end from December. A stone from Otto, who has not said why.",
        ),
        "What is in the linen box",
        (
            Shot(
                indoors.linen_box,
                "A box of grey linen with a blue ribbon on its front. The blanket lies folded in it.",
                cover=True,
            ),
        ),
    ),
    Passage(
        ELIN,
        "2024-04-02Tnight",
        (
            "Tomas came in and I breathed as if I were asleep. I was not. I wanted to have the dark to "
            "myself with you for a while. I shall tell him some day, and he will say that he knew.",
        ),
        private=True,
    ),
    Passage(
        ELIN,
        "2024-05~",
        (
            "I went down to the water early, most days about then. The heron was there. It stood on its one "
            "leg and then it stood on the other. It did not look up when I came and it did not look up "
            "when I left, and I was glad of it.",
        ),
        shots=(
            Shot(
                outdoors.heron,
                "A heron in shallow water, with reeds on both sides and mist behind.",
                "2024:05:11 05:52:00",
            ),
        ),
    ),
    Passage(
        TOMAS,
        "2024-06?",
        (
            "The seat is still in the back of the car. At red lights I tell her what there is to see: a man "
            "with a ladder, two dogs, the bakery is closed again. Then it is green.",
        ),
        private=True,
    ),
    Passage(
        TOMAS,
        "2024-22",
        (
            "We went to the sea, because the tickets had been bought in January. It was cold for the time of "
            "year. Elin and Otto wrote her name with the heel of a shoe, quite far up, above the line of "
            "weed, where they thought it would last until evening. It did.",
        ),
        shots=(
            Shot(
                outdoors.sea,
                "The sea on a still morning, with a row of posts going out. Nobody is on the sand.",
                "2024:07:28 06:31:00",
            ),
        ),
    ),
    Passage(
        TOMAS,
        "2024-10-19",
        (
            "Otto walked ahead and chose leaves. One for himself, one for Alma, by turns; hers went into the "
            "left pocket. In the evening the left pocket was the fuller one.",
        ),
        shots=(
            Shot(
                outdoors.birches,
                "Birches in autumn, and a path between them covered with yellow leaves.",
                "2024:10:19 14:03:00",
            ),
        ),
    ),
    Passage(
        TOMAS,
        "XXXX",
        (
            "I cannot say when this was. A glass with forget-me-nots stood outside the door in the morning, "
            "without a card. We asked everybody, and nobody had done it. We still have the glass.",
        ),
        "The glass",
        (Shot(indoors.glass_of_flowers, "A glass of forget-me-nots on a white cloth."),),
    ),
    Passage(
        ELIN,
        "2024-03/..",
        (
            "On Saturdays, whoever is awake at ten past six opens the kitchen window by the width of a hand. "
            "We never agreed on it. In winter there is snow on the sill, in summer there are sparrows.",
        ),
        "Saturdays",
    ),
    Passage(
        ELIN,
        "2025-03-09",
        (
            "A year. We made pancakes in the dark. Otto laid four plates, and then looked at us to see "
            "whether that was right, and it was.",
        ),
    ),
    Passage(
        TOMAS,
        "2025-04",
        (
            "It flowers. Not one of us had thought that it would flower before it bore. Vera tied it to its "
            "stake with what was left of the blue wool, and Otto stood beside it, and it has outgrown him.",
        ),
        "The pear tree",
        (
            Shot(
                outdoors.pear_tree,
                "The young pear tree in blossom, tied to its stake with blue wool.",
                "2025:04:24 18:15:00",
                cover=True,
                looked_at=True,
            ),
        ),
    ),
)
