"""Drawn scenes from indoors: light, a box, pears, wool, a candle, a glass of flowers."""

from __future__ import annotations

from myosotis.ops.demo.drawing import (
    chance,
    fade,
    glow,
    ground,
    shape,
    softly,
    spot,
    stroke,
)

_BLUE = "#4d6f9c"


def window() -> str:
    """Morning: the light of a window on a wall, and on a folded blanket below."""
    panes = (
        "M470 90L700 130V350L470 322ZM736 136L960 172V376L736 354Z"
        "M470 356L700 384V606L470 590ZM736 388L960 408V618L736 608Z"
    )
    lying = (
        "M560 800L790 786L880 930L610 950ZM836 784L1060 794L1200 930L930 932Z"
        "M618 986L900 966L985 1130L680 1152ZM950 964L1232 966L1370 1130L1040 1140Z"
    )
    edge = "M0 800C270 716 560 706 840 738C1140 770 1390 764 1600 716"
    return "".join(
        (
            fade("wall", "#b9b2a6", "#958f85", "#6a655d", along="0 0 1 1"),
            fade("bed", "#d0c9bc", "#8f887c"),
            fade("fold", "#a3a9ae", "#737c85", along="0 0 .3 1"),
            ground("url(#wall)"),
            shape(panes, "#f5ead2", soft=10, opacity=0.75),
            stroke("M1130 0C1180 260 1150 520 1230 760", "#5c574f", 130, soft=60, opacity=0.35),
            shape(f"{edge}V1200H0Z", "url(#bed)"),
            stroke(edge, "#ebe4d6", 44, soft=10, opacity=0.6),
            shape(
                "M300 1030C560 902 900 876 1290 926C1390 940 1450 956 1490 980L1450 1200H250Z", "url(#fold)"
            ),
            softly(
                2,
                shape(
                    "M300 1030C560 902 900 876 1290 926C1390 940 1450 956 1490 980"
                    "C1220 932 760 938 316 1086Z",
                    "#c3c9cd",
                    opacity=0.9,
                ),
                stroke("M318 1090C700 962 1160 934 1486 1010", _BLUE, 11, opacity=0.85),
                stroke(
                    "M312 1124C700 1004 1150 976 1480 1052M300 1166C690 1052 1140 1026 1470 1100",
                    "#555d66",
                    4,
                    opacity=0.4,
                ),
            ),
            shape(lying, "#fff2d4", soft=18, opacity=0.5),
        )
    )


def linen_box() -> str:
    """A box of grey linen, open, with a knitted blanket that has a blue edge."""
    weave = [
        stroke(
            f"M{300 + 3 * at} {700 + 18 * at}L{1326 - 2 * at} {662 + 19 * at}", "#8f897d", 1.5, opacity=0.35
        )
        for at in range(20)
    ]
    weave += [
        stroke(f"M{330 + 34 * at} {690 - at}L{370 + 31 * at} 1052", "#ddd8cc", 1.5, opacity=0.3)
        for at in range(29)
    ]
    rows = [
        stroke(
            f"M400 {662 + 14 * row}C560 {556 + 14 * row} 1030 {528 + 14 * row} 1226 {640 + 12 * row}",
            "#6d747a",
            3,
            opacity=0.5,
        )
        for row in range(5)
    ]
    bow = (
        "M730 845C760 800 830 800 860 840C830 876 760 880 730 845"
        "M860 840C890 800 960 796 986 832C958 870 890 876 860 840"
        "M858 842C836 900 800 940 772 968M862 842C888 896 920 930 950 956"
    )
    return "".join(
        (
            fade("table", "#c9b79c", "#a08868", "#7d6850"),
            fade("room", "#cfc9bd", "#b4ada1"),
            fade("side", "#b9b3a6", "#8d877b"),
            fade("front", "#cbc5b8", "#a7a194"),
            fade("wool", "#aeb3b6", "#868d93"),
            ground("url(#room)"),
            shape("M0 640H1600V1200H0Z", "url(#table)"),
            spot(820, 1010, 560, "#4d4136", ry=90, soft=32, opacity=0.55),
            shape("M330 560L1230 520L1330 660L290 700Z", "#6f6a60"),
            softly(
                2,
                shape("M380 640C520 500 1040 470 1240 620L1270 720H360Z", "url(#wool)"),
                stroke("M392 640C560 520 1030 492 1226 616", _BLUE, 20),
                *rows,
            ),
            shape("M290 690L1330 650L1290 1040L350 1060Z", "url(#front)"),
            shape("M1330 650L1230 520L1236 560L1310 668Z", "url(#side)"),
            *weave,
            stroke("M290 690L1330 650", "#e5e0d4", 9, soft=2),
            stroke(bow, _BLUE, 9, opacity=0.9),
            shape("M0 0L520 0L240 1200H0Z", "#fff3dc", soft=110, opacity=0.35),
        )
    )


def pears() -> str:
    """Three pears on a window sill, and a garden that is not quite seen."""
    return "".join(
        (
            fade("garden", "#c4cdc4", "#a8b5a4", "#8c9a86"),
            fade("sill", "#efe8da", "#cfc5b3"),
            ground("url(#garden)"),
            softly(
                60,
                spot(300, 300, 260, "#7f9278", opacity=0.7),
                spot(1250, 380, 330, "#94a68a", opacity=0.8),
                spot(820, 180, 280, "#e6e7da", opacity=0.9),
            ),
            softly(2, shape("M780 0H830V860H780ZM0 400H1600V440H0Z", "#ded6c7")),
            shape("M0 850H1600V1200H0Z", "url(#sill)"),
            stroke("M0 852H1600", "#fbf6ea", 10, soft=2),
            *(
                _pear(x, y, size, lean, at)
                for at, (x, y, size, lean) in enumerate(
                    ((520, 900, 1.0, -7), (800, 930, 1.12, 4), (1090, 905, 0.95, 12))
                )
            ),
        )
    )


def _pear(x: int, y: int, size: float, lean: int, at: int) -> str:
    colours = (("#d3c071", "#8f8a45"), ("#c9b765", "#94703f"), ("#c7c07c", "#7f8748"))[at]
    outline = (
        "M0 -330C52 -330 66 -270 78 -214C96 -140 158 -108 158 -14C158 74 88 128 0 128"
        "S-158 74 -158 -14C-158 -108 -96 -140 -78 -214C-66 -270 -52 -330 0 -330Z"
    )
    freckles = (
        spot((chance(n, at) - 0.5) * 220, (chance(n, at + 9) - 0.5) * 190 - 10, 3, "#7d6a3a", opacity=0.45)
        for n in range(36)
    )
    return "".join(
        (
            fade(f"pear{at}", *colours, along="0 0 1 .9"),
            spot(x + 50, y + 128 * size, 190 * size, "#6d6250", ry=26, soft=18, opacity=0.55),
            f'<g transform="translate({x} {y}) scale({size}) rotate({lean})">',
            stroke("M2 -326C6 -360 22 -384 40 -398", "#5d4a35", 13),
            shape(outline, f"url(#pear{at})"),
            softly(
                32,
                spot(-58, -40, 46, "#f3ebc0", ry=92, opacity=0.75),
                spot(84, 30, 52, "#6d6534", ry=80, opacity=0.4),
            ),
            *freckles,
            "</g>",
        )
    )


def wool() -> str:
    """A ball of grey wool and one of blue, with two needles, on a chair's seat."""
    return "".join(
        (
            fade("seat", "#a98e6c", "#8b7152", "#6b563e"),
            fade("back", "#d5cdbf", "#b9b0a1"),
            fade("grey", "#c3c6c7", "#7f868b", along=".1 0 .9 1"),
            fade("blue", "#86a3c6", "#41608c", along=".1 0 .9 1"),
            ground("url(#back)"),
            shape("M180 0H270V620H180ZM1330 0H1420V620H1330Z", "#8f7657", soft=5),
            shape("M0 600C500 570 1100 570 1600 600V1200H0Z", "url(#seat)"),
            softly(
                2,
                *(
                    stroke(
                        f"M0 {650 + 62 * at}C500 {630 + 66 * at} 1100 {632 + 66 * at} 1600 {656 + 60 * at}",
                        "#5d4a35",
                        2,
                        opacity=0.35,
                    )
                    for at in range(9)
                ),
            ),
            softly(
                18,
                spot(700, 1010, 330, "#40332a", ry=44, opacity=0.55),
                spot(1150, 1030, 220, "#40332a", ry=34, opacity=0.55),
            ),
            stroke("M300 400L930 880", "#d9c7a4", 15),
            stroke("M330 360L300 400", "#8d7858", 26),
            _ball(680, 780, 270, "grey", "#6f777d"),
            _ball(1130, 880, 170, "blue", "#35517a"),
            stroke("M1140 380L640 900", "#e2d1b0", 15),
            stroke("M1116 346L1140 380", "#8d7858", 26),
            stroke(
                "M1290 930C1400 960 1380 1060 1260 1070S1010 1090 1080 1140S1400 1120 1600 1150", "#5d7ca8", 8
            ),
            shape("M0 0H620L300 1200H0Z", "#fff3dc", soft=110, opacity=0.3),
        )
    )


def _ball(x: int, y: int, size: int, fill: str, dark: str) -> str:
    """Threads around a ball, in three windings."""
    threads = []
    for turn in (18, 78, 138):
        for at in range(-4, 5):
            bend = at * size / 4.6
            threads.append(
                f'<g transform="rotate({turn + at} {x} {y})">'
                + stroke(
                    f"M{x - size} {y}Q{x} {y + bend * 1.75:.0f} {x + size} {y}",
                    dark if at % 2 else "#eef0ee",
                    size / 34,
                    opacity=0.34,
                )
                + "</g>"
            )
    clip = f'<clipPath id="ball-{fill}"><circle cx="{x}" cy="{y}" r="{size}"/></clipPath>'
    inside = "".join((spot(x, y, size, f"url(#{fill})"), *threads))
    light = spot(x - size * 0.35, y - size * 0.4, size * 0.36, "#ffffff", soft=32, opacity=0.4)
    return f'{clip}<g clip-path="url(#ball-{fill})">{inside}</g>{light}'


def candle() -> str:
    """A candle at a dark window, and its other flame in the glass."""
    return "".join(
        (
            fade("dark", "#1d2431", "#2b3445", "#3a3f49"),
            fade("wax", "#f3e9d3", "#d8c6a2", "#a98f6c"),
            fade("board", "#6d5a45", "#3d3229"),
            glow("warm", "#f4c874", 0.85),
            glow("far", "#f4c874", 0.35),
            ground("url(#dark)"),
            softly(
                18,
                *(
                    spot(
                        200 + 190 * at + 60 * chance(at, 5),
                        560 + 70 * chance(at, 6),
                        12,
                        "#e8cf97",
                        opacity=0.35,
                    )
                    for at in range(7)
                ),
                shape("M0 640C300 560 520 620 800 600S1300 560 1600 610V900H0Z", "#161b26", opacity=0.8),
            ),
            softly(2, shape("M0 0H80V1000H0ZM1520 0H1600V1000H1520ZM1010 0H1056V960H1010Z", "#4a4238")),
            shape("M0 940H1600V1200H0Z", "url(#board)"),
            spot(640, 560, 620, "url(#warm)"),
            spot(1240, 520, 280, "url(#far)"),
            spot(1240, 500, 14, "#f9e3a9", ry=40, soft=5, opacity=0.7),
            spot(640, 1004, 330, "#f2c97d", ry=52, soft=32, opacity=0.5),
            spot(640, 1000, 190, "#8b7f70", ry=34),
            spot(640, 992, 172, "#b3a692", ry=26),
            shape("M560 660C560 640 720 640 720 660L730 990C730 1010 550 1010 550 990Z", "url(#wax)"),
            spot(640, 660, 80, "#f7ecd2", ry=17),
            stroke("M640 660V612", "#3b3128", 7),
            spot(640, 548, 42, "#f7d488", ry=96, soft=18, opacity=0.9),
            shape(
                "M640 440C672 510 682 556 668 594C658 622 622 622 612 594C598 556 608 510 640 440Z",
                "#f3c65f",
                soft=2,
            ),
            shape(
                "M640 512C656 556 660 576 652 596C646 610 634 610 628 596C620 576 624 556 640 512Z",
                "#fff4cf",
                soft=2,
            ),
        )
    )


def glass_of_flowers() -> str:
    """Forget-me-nots in a glass, on a white cloth."""
    stems = [
        stroke(
            f"M{732 + 12 * at} 960Q{734 + 14 * at} 700 {504 + 74 * at} {430 + 40 * abs(at - 4)}",
            "#77875f",
            8,
        )
        for at in range(9)
    ]
    flowers = []
    for at in range(58):
        stem = at % 9 - 4
        x = 800 + 74 * stem + (chance(at, 1) - 0.5) * 170
        y = 420 + 40 * abs(stem) + (chance(at, 2) - 0.5) * 220
        flowers.append(_forget_me_not(x, y, 17 + 13 * chance(at, 3), at))
    leaves = [
        f'<g transform="translate({800 + 90 * (at - 2)} {720 - 20 * (at % 2)}) rotate({34 * (at - 2)})">'
        + shape("M0 40C-36 -30 -30 -120 0 -170C30 -120 36 -30 0 40Z", ("#7f9069", "#6b7c58")[at % 2])
        + "</g>"
        for at in range(5)
    ]
    return "".join(
        (
            fade("wall", "#ddd6c8", "#c6beb0", "#aaa294", along="0 0 1 1"),
            fade("cloth", "#f2ede2", "#cfc8ba"),
            ground("url(#wall)"),
            shape("M0 860C500 840 1100 840 1600 860V1200H0Z", "url(#cloth)"),
            stroke("M0 862C500 842 1100 842 1600 862", "#fffaf0", 10, soft=5),
            spot(960, 1066, 330, "#857b6c", ry=36, soft=18, opacity=0.5),
            softly(2, *stems, *leaves),
            "".join(flowers),
            shape("M640 700H960L930 1060C928 1080 672 1080 670 1060Z", "#c9d6dc", opacity=0.42),
            shape("M650 800H950L930 1060C928 1078 672 1078 670 1060Z", "#9fb4bd", opacity=0.4),
            spot(800, 800, 150, "#dfe8ea", ry=16, opacity=0.7),
            softly(
                2,
                stroke("M690 730L712 1040", "#ffffff", 14, opacity=0.6),
                stroke("M640 700H960", "#eef3f3", 6, opacity=0.8),
            ),
            shape("M0 0H560L220 1200H0Z", "#fff3dc", soft=110, opacity=0.4),
        )
    )


def _forget_me_not(x: float, y: float, size: float, at: int) -> str:
    blue = ("#7e9cc9", "#6c8cbd", "#93add2", "#a79fce")[at % 4]
    petals = "".join(
        f'<ellipse cx="0" cy="{-size:.1f}" rx="{size * 0.66:.1f}" ry="{size * 0.74:.1f}" fill="{blue}" '
        f'transform="rotate({72 * turn + 31 * at})"/>'
        for turn in range(5)
    )
    heart = spot(0, 0, size * 0.34, "#e3c46a") + spot(0, 0, size * 0.13, "#8d7434")
    return f'<g transform="translate({x:.0f} {y:.0f})">{petals}{heart}</g>'
