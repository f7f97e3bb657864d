"""A recovery sheet as one printed page: sixteen numbered words and the same words as a QR code.

Made in memory; nothing of it touches the disk here. No name stands on it: there is a line to write one by
hand, so that a sheet found in a drawer tells a stranger nothing.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

import segno
import typst


@dataclass(frozen=True, slots=True)
class SheetWords:
    """The printed sentences, already translated."""

    heading: str
    opens: str
    keep: str
    belongs: str
    scan: str


_PAGE = rb"""
#set page(paper: "a5", margin: (x: 18mm, y: 18mm))
#set text(font: "Libertinus Serif", size: 11pt, lang: sys.inputs.lang)
#set par(leading: 0.7em)
#let rule = line(length: 100%, stroke: 0.5pt + luma(60%))
#text(size: 20pt)[#sys.inputs.heading]
#v(3mm)
#sys.inputs.opens
#v(5mm)
#rule
#v(3mm)
#let words = sys.inputs.words.split(" ")
#grid(columns: (1fr, 1fr), row-gutter: 3.2mm, column-gutter: 8mm,
  ..range(8).map(i => (
    [#box(width: 8mm)[#text(fill: luma(35%))[#(i + 1)]] #text(size: 14pt)[#words.at(i)]],
    [#box(width: 8mm)[#text(fill: luma(35%))[#(i + 9)]] #text(size: 14pt)[#words.at(i + 8)]],
  )).flatten())
#v(3mm)
#rule
#v(4mm)
#grid(columns: (32mm, 1fr), column-gutter: 6mm,
  image(bytes(sys.inputs.qr), format: "svg", width: 32mm, alt: sys.inputs.scan),
  [#sys.inputs.keep #v(2mm) #text(fill: luma(35%), size: 9.5pt)[#sys.inputs.scan]])
#v(1fr)
#sys.inputs.belongs #box(width: 1fr, repeat[.])
"""


def sheet_pdf(words: Sequence[str], said: SheetWords, *, language: str = "en") -> bytes:
    """The sheet as an A5 PDF. `words` are the sixteen words in order."""
    drawn = io.BytesIO()
    segno.make(" ".join(words), error="m", micro=False).save(drawn, kind="svg", border=1, xmldecl=False)
    inputs = {
        "words": " ".join(words),
        "qr": drawn.getvalue().decode(),
        "lang": language.split("-")[0],
        "heading": said.heading,
        "opens": said.opens,
        "keep": said.keep,
        "belongs": said.belongs,
        "scan": said.scan,
    }
    pdf: bytes = typst.compile(_PAGE, format="pdf", sys_inputs=inputs, ignore_system_fonts=True)
    return pdf
