"""Drawn scenes from outdoors: snow, a heron, hills, birches, the sea, a pear tree."""

from __future__ import annotations

from collections.abc import Iterator

from myosotis.ops.demo.drawing import (
    chance,
    fade,
    glow,
    ground,
    ridge,
    shape,
    softly,
    spot,
    stroke,
)


def snow() -> str:
    """Night: a car park under snow, seen from above, with four lamps and no lines."""
    houses = "M0 420H150V300H420V400H560V250H900V390H1120V310H1340V420H1600V620H0Z"
    return "".join(
        (
            fade("night", "#232b3b", "#39455a", "#5b6779"),
            fade("lying", "#6f7b8e", "#a4abb6", "#8b94a3"),
            glow("lamp", "#ffe3ae", 0.95),
            ground("url(#night)"),
            shape(houses, "#2a3243", soft=10, opacity=0.85),
            shape("M0 600C400 560 1100 570 1600 540V1200H0Z", "url(#lying)"),
            *_lamps(),
            *_cars(),
            softly(2, *_flakes(near=True)),
            *_flakes(near=False),
        )
    )


def _lamps() -> Iterator[str]:
    places = ((300, 470, 1.15), (700, 380, 0.8), (1075, 430, 0.95), (1400, 340, 0.65))
    yield softly(
        32,
        *(spot(x, y + 330 * size, 330 * size, "#ffe9c2", ry=70 * size, opacity=0.5) for x, y, size in places),
    )
    for x, y, size in places:
        yield stroke(f"M{x} {y}V{y + 330 * size}", "#20283a", 8 * size)
        yield spot(x, y, 300 * size, "url(#lamp)")
        yield spot(x, y, 15 * size, "#fff6df", soft=2)


def _cars() -> Iterator[str]:
    places = ((430, 840, 150), (780, 720, 126), (1090, 880, 152), (1330, 730, 118))
    yield softly(10, *(spot(x, y + 34, wide * 1.1, "#47546a", ry=24, opacity=0.65) for x, y, wide in places))
    for x, y, wide in places:
        low = wide * 0.55
        yield softly(
            5,
            shape(
                f"M{x - wide} {y + 30}C{x - wide} {y - 10} {x - low - 26} {y - 14} {x - low} {y - 20}"
                f"C{x - 60} {y - 84} {x + 56} {y - 84} {x + low} {y - 22}"
                f"C{x + wide} {y - 12} {x + wide} {y + 4} {x + wide} {y + 30}Z",
                "#c6ccd4",
            ),
            shape(
                f"M{x - low + 22} {y - 18}C{x - 44} {y - 54} {x + 38} {y - 54} {x + low - 24} {y - 18}Z",
                "#7a8699",
                opacity=0.75,
            ),
        )


def _flakes(*, near: bool) -> Iterator[str]:
    for at in range(420):
        size = chance(at, 1) ** 3
        if (size > 0.25) == near:
            yield spot(
                chance(at, 2) * 1600,
                chance(at, 3) * 1200,
                1.6 + 6.5 * size,
                "#f4f3ef",
                opacity=round(0.3 + 0.5 * chance(at, 4), 2),
            )


def heron() -> str:
    """A heron in shallow water, early, with mist over the reeds."""
    body = (
        "M770 640C830 590 930 588 1000 640C1060 686 1090 742 1122 800"
        "C1040 790 930 792 860 760C800 734 764 690 770 640Z"
    )
    turned = (
        "M780 1010C840 1000 960 998 1030 1010C1050 1050 1070 1090 1090 1120"
        "C1010 1112 900 1110 850 1090C800 1070 776 1040 780 1010Z"
    )
    ripples = [
        stroke(f"M{520 - 40 * at} {980 + 36 * at}H{1230 + 60 * at}", "#e5e5dd", 4, opacity=0.26)
        for at in range(5)
    ]
    return "".join(
        (
            fade("mist", "#cfd3d2", "#dcd8cc", "#c5c6bd", "#9fa9aa"),
            fade("lake", "#b4bcba", "#7f8c90"),
            fade("feather", "#8f9ba6", "#5c6976"),
            ground("url(#mist)"),
            shape(ridge(520, 46, 3), "#aab0a8", soft=18, opacity=0.7),
            shape(ridge(600, 30, 8), "#929b92", soft=10, opacity=0.6),
            shape("M0 700H1600V1200H0Z", "url(#lake)", soft=10),
            spot(800, 690, 900, "#efebe0", ry=60, soft=32, opacity=0.75),
            softly(2, *_reeds(120, 40, 760, 30), *_reeds(1360, 230, 800, 34)),
            softly(
                18,
                spot(190, 830, 250, "#b0b9b8", ry=40, opacity=0.95),
                spot(1450, 872, 330, "#a5b0b0", ry=42, opacity=0.95),
                shape(turned, "#566370", opacity=0.42),
            ),
            stroke("M884 772L872 960M946 782L952 968", "#4f5550", 9),
            stroke("M872 960L840 976M952 968L990 980", "#4f5550", 6),
            shape(body, "url(#feather)"),
            stroke(
                "M860 650C940 650 1010 700 1070 774M880 690C950 700 1000 732 1040 772",
                "#465260",
                5,
                soft=2,
                opacity=0.7,
            ),
            stroke("M800 660C744 616 742 552 786 508C822 472 822 430 780 408", "#a9b2b8", 40),
            stroke("M790 640C752 600 756 560 792 520", "#d9dcd9", 10, soft=2, opacity=0.8),
            spot(770, 402, 42, "#c3c9cb", ry=27),
            stroke("M772 382C820 378 866 396 906 428", "#303a46", 10),
            shape("M736 392L590 424L740 420Z", "#b08a4e"),
            spot(757, 398, 5, "#23282c"),
            softly(5, *ripples),
            spot(500, 900, 700, "#e9e6db", ry=50, soft=60, opacity=0.6),
        )
    )


def _reeds(x: int, width: int, foot: int, count: int) -> Iterator[str]:
    for at in range(count):
        start = x + (chance(at, x) - 0.3) * (width + 160)
        tall = 190 + 240 * chance(at, x + 1)
        lean = (chance(at, x + 2) - 0.4) * 120
        bend = f"{start + lean * 0.2:.0f} {foot - tall * 0.5:.0f}"
        path = f"M{start:.0f} {foot + 70}Q{bend} {start + lean:.0f} {foot - tall:.0f}"
        yield stroke(path, "#7d7f6a" if at % 3 else "#a39c7e", 5, opacity=0.8)


def hills() -> str:
    """Hills behind hills in October, with the sun somewhere in the fog."""
    layers = (
        (520, 60, 1, "#c6c1b6"),
        (620, 80, 4, "#b0aca3"),
        (730, 70, 7, "#98978f"),
        (850, 90, 11, "#7c7f78"),
        (990, 70, 15, "#5e645d"),
    )
    parts = [
        fade("sky", "#d8d9d6", "#e9dfcc", "#ddd0bb"),
        glow("sun", "#fff1d0", 1.0),
        ground("url(#sky)"),
        spot(1080, 400, 520, "url(#sun)"),
        spot(1080, 400, 58, "#fff8e6", soft=10, opacity=0.9),
    ]
    for height, swing, seed, colour in layers:
        parts.append(shape(ridge(height, swing, seed), colour, soft=5))
        parts.append(spot(700 + 40 * seed, height + 120, 900, "#e7ddcb", ry=55, soft=60, opacity=0.55))
    return "".join((*parts, softly(5, *_firs())))


def _firs() -> Iterator[str]:
    for at in range(26):
        x, tall = 60 + 62 * at + 40 * chance(at, 6), 46 + 50 * chance(at, 7)
        foot = 1080 + 60 * chance(at, 8)
        top, half = foot - tall * 1.9, tall * 0.36
        yield shape(f"M{x:.0f} {top:.0f}L{x + half:.0f} {foot:.0f}H{x - half:.0f}Z", "#424a44", opacity=0.8)


def birches() -> str:
    """Birches in autumn, and a path between them covered with leaves."""
    far = [
        stroke(
            f"M{40 + 84 * at + 40 * chance(at, 1):.0f} 0V760", "#b5a98f", 12 + 12 * chance(at, 2), opacity=0.6
        )
        for at in range(19)
    ]
    crowns = [
        spot(
            chance(at, 3) * 1600,
            chance(at, 4) * 420,
            50 + 90 * chance(at, 5),
            ("#d3ac62", "#c69a54", "#dcc07f")[at % 3],
            opacity=0.5,
        )
        for at in range(46)
    ]
    leaves = [
        spot(
            chance(at, 6) * 1600,
            790 + 400 * chance(at, 7) ** 0.8,
            5 + 8 * chance(at, 8),
            ("#c08f48", "#a97440", "#d6b66f", "#8f6a3c")[at % 4],
            ry=3 + 4 * chance(at, 9),
            opacity=0.75,
        )
        for at in range(420)
    ]
    return "".join(
        (
            fade("light", "#e9dfc6", "#dcc9a0", "#b99d6b"),
            fade("earth", "#a58657", "#77603f"),
            fade("path", "#c7ae82", "#9d8157"),
            ground("url(#light)"),
            softly(5, *far),
            softly(18, *crowns),
            shape("M0 770C500 740 1100 740 1600 770V1200H0Z", "url(#earth)", soft=10),
            shape(
                "M770 760C820 850 640 960 500 1200H1150C1080 980 900 860 830 760Z",
                "url(#path)",
                soft=10,
                opacity=0.8,
            ),
            *leaves,
            *(
                _birch(x, wide, at)
                for at, (x, wide) in enumerate(((180, 66), (450, 44), (1130, 50), (1400, 78)))
            ),
            spot(820, 360, 420, "#fff3d2", soft=110, opacity=0.55),
        )
    )


def _birch(x: int, wide: int, at: int) -> str:
    foot = 900 + wide * 2
    bark = [
        stroke(
            f"M{x - wide / 2 + chance(n, at) * wide * 0.5:.0f} {30 * n + 20 * chance(n, at + 5):.0f}"
            f"h{wide * (0.2 + 0.35 * chance(n, at + 7)):.0f}",
            "#4a443c",
            3 + 6 * chance(n, at + 3),
            opacity=0.7,
        )
        for n in range(foot // 30)
    ]
    side = shape(
        f"M{x + wide * 0.15:.0f} 0H{x + wide * 0.5:.0f}V{foot}H{x + wide * 0.15:.0f}Z", "#8b8172", opacity=0.5
    )
    return "".join(
        (
            spot(x + 70, foot, wide * 2.1, "#4b3c28", ry=18, soft=10, opacity=0.5),
            softly(
                2,
                shape(
                    f"M{x - wide / 2:.0f} 0H{x + wide / 2:.0f}L{x + wide * 0.62:.0f} {foot}"
                    f"H{x - wide * 0.62:.0f}Z",
                    "#e8e2d4",
                ),
                side,
                *bark,
            ),
        )
    )


def sea() -> str:
    """The sea on a still morning: a low sun, wet sand, a line of posts going out."""
    waves = [
        stroke(
            f"M0 {700 + 26 * at}C400 {690 + 26 * at + 12 * chance(at, 2):.0f} "
            f"900 {712 + 26 * at} 1600 {696 + 26 * at}",
            "#f0e9da",
            2 + at * 0.9,
            opacity=0.3,
        )
        for at in range(9)
    ]
    posts = [
        stroke(
            f"M{1180 - 86 * at + 3 * at * at} {900 - 27 * at}V{760 - 17 * at}",
            "#4f5358",
            max(22 - 2.4 * at, 4),
        )
        for at in range(8)
    ]
    return "".join(
        (
            fade("air", "#b9c4cf", "#dcd5c9", "#f0dfc4"),
            fade("water", "#b9bdbd", "#8d9aa3", "#a6aaa6"),
            fade("sand", "#c0b096", "#a08d70"),
            glow("low", "#fff0cb", 1.0),
            ground("url(#air)"),
            softly(
                32,
                spot(400, 230, 420, "#ece7df", ry=40, opacity=0.8),
                spot(1200, 330, 520, "#e9dfd2", ry=36, opacity=0.7),
            ),
            spot(520, 600, 460, "url(#low)"),
            spot(520, 590, 46, "#fffaea", soft=5),
            shape("M0 640H1600V1000H0Z", "url(#water)"),
            shape("M440 640H600L720 960H320Z", "#fff0cf", soft=32, opacity=0.6),
            softly(2, *waves),
            shape("M0 960C400 900 1000 930 1600 880V1200H0Z", "url(#sand)", soft=5),
            stroke("M0 962C400 902 1000 932 1600 882", "#f4eee2", 16, soft=5, opacity=0.9),
            shape(
                "M0 985C400 930 1000 960 1600 910V960C1000 1010 400 990 0 1060Z",
                "#e3d3b5",
                soft=18,
                opacity=0.6,
            ),
            softly(2, *posts),
        )
    )


def pear_tree() -> str:
    """A young pear tree in blossom, tied to a stake, in wet grass."""
    boughs = (
        "M800 1010C792 840 806 720 800 560M800 760C740 660 650 620 560 540M800 700C870 610 950 590 1030 490"
        "M800 600C780 500 730 430 690 330M800 570C830 460 870 400 890 300M640 600C580 590 540 610 480 590"
        "M950 570C1010 560 1060 580 1120 560"
    )
    blossom = []
    for at in range(330):
        around = ((570, 520), (1030, 480), (690, 340), (890, 320), (490, 580), (1110, 550), (800, 470))[
            at % 7
        ]
        x = around[0] + (chance(at, 1) + chance(at, 2) - 1) * 190
        y = around[1] + (chance(at, 3) + chance(at, 4) - 1) * 150
        colour = ("#fbf7ee", "#f3ebe2", "#f2dfd8", "#a9b58a")[at % 4]
        blossom.append(spot(x, y, 9 + 16 * chance(at, 5), colour, opacity=0.85))
    grass = [
        stroke(
            f"M{chance(at, 6) * 1600:.0f} {960 + 240 * chance(at, 7):.0f}"
            f"l{(chance(at, 8) - 0.5) * 26:.0f} {-34 - 50 * chance(at, 9):.0f}",
            ("#7d8a62", "#93a074", "#67754f")[at % 3],
            4,
            opacity=0.7,
        )
        for at in range(360)
    ]
    return "".join(
        (
            fade("air", "#cdd5d8", "#dfdfd6", "#d2d6c4"),
            fade("meadow", "#a4ad86", "#6f7d56"),
            ground("url(#air)"),
            softly(
                32,
                *(
                    spot(150 + 260 * at, 760 + 40 * chance(at, 1), 210, "#a5b09a", ry=150, opacity=0.7)
                    for at in range(6)
                ),
            ),
            shape("M0 860C500 830 1100 830 1600 870V1200H0Z", "url(#meadow)", soft=10),
            spot(840, 1030, 340, "#4d593c", ry=40, soft=18, opacity=0.6),
            stroke("M880 1040L868 520", "#a48d6a", 20),
            stroke(boughs, "#5d5347", 14),
            stroke("M800 1016V660", "#5d5347", 24),
            stroke("M800 800C820 812 850 812 876 800", "#4d6f9c", 12),
            softly(2, *blossom),
            softly(2, *grass),
        )
    )
