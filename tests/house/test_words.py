"""Nothing in the house says what it never says: every template, every translated sentence, every letter."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from myosotis.design.words import Where, forbidden_in

pytestmark = pytest.mark.house

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "myosotis"
# The gallery is for builders and shows the words of the reference; it is read like any other page.
SPOKEN_ATTRIBUTES = ("alt", "title", "placeholder", "aria-label", "value", "label")
BLOCKS = frozenset(
    ("p", "div", "section", "article", "header", "footer", "main", "nav", "li", "ul", "ol", "dl", "dt", "dd",
     "h1", "h2", "h3", "form", "fieldset", "legend", "label", "button", "table", "tr", "td", "th", "caption",
     "figure", "figcaption", "option", "br", "title", "blockquote", "small")
)  # fmt: skip
TRANSLATORS = frozenset(
    f"{name}{lazy}" for name in ("gettext", "ngettext", "pgettext", "npgettext") for lazy in ("", "_lazy")
) | {"gettext_noop"}
# The first argument of these is a note for translators, not a sentence.
WITH_CONTEXT = frozenset({"pgettext", "pgettext_lazy", "npgettext", "npgettext_lazy"})

_COMMENT = re.compile(
    r"\{#.*?#\}|\{% comment .*?endcomment %\}|\{% comment %\}.*?\{% endcomment %\}", re.DOTALL
)
_TAG = re.compile(r"\{%.*?%\}", re.DOTALL)
_VARIABLE = re.compile(r"\{\{.*?\}\}", re.DOTALL)
#: What a tag compares with is a key, and so is one small word in a `data-` attribute.
_COMPARED = re.compile(r"""[!=]=\s*["'][^"']*["']|["'][^"']*["']\s+(?:not )?in\b""")
_KEY = re.compile(r"[a-z0-9_-]*")
_QUOTED = re.compile(r'"([^"]*)"|(?<![\w’])\'([^\']*)\'')


class _Words(HTMLParser):
    """The words of a page: its text, every block apart, and the attributes somebody sees or hears."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text: list[str] = []
        self.attributes: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.text.append(" ¶ " if tag in BLOCKS else "")
        for name, value in attrs:
            if value and (name in SPOKEN_ATTRIBUTES or (name[:5] == "data-" and not _KEY.fullmatch(value))):
                self.attributes.append(value)

    def handle_endtag(self, tag: str) -> None:
        self.text.append(" ¶ " if tag in BLOCKS else "")

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def spoken_in_template(source: str) -> list[str]:
    """The texts a template says: words between tags, quoted words inside tags, spoken attributes."""
    source = _COMMENT.sub("", source)
    quoted = [
        one or other for tag in _TAG.findall(source) for one, other in _QUOTED.findall(_COMPARED.sub("", tag))
    ]
    words = _Words()
    words.feed(_VARIABLE.sub("…", _TAG.sub(" ", source)))
    words.close()
    return ["".join(words.text), *words.attributes, *quoted]


def _names(tree: ast.Module) -> dict[str, str]:
    """Local name → translating function, as imported in this module."""
    return {
        alias.asname or alias.name: alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
        if alias.name in TRANSLATORS
    }


def spoken_in_python(source: str) -> Iterator[tuple[int, str]]:
    """Line and words of every sentence a module gives to gettext."""
    tree = ast.parse(source)
    names = _names(tree)
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        function = names.get(called, called if isinstance(node.func, ast.Attribute) else "")
        if function not in TRANSLATORS:
            continue
        for argument in node.args[1:] if function in WITH_CONTEXT else node.args:
            for part in ast.walk(argument):
                if isinstance(part, ast.Constant) and isinstance(part.value, str):
                    yield part.lineno, part.value


def _is_mail(path: Path) -> bool:
    return bool({"mail", "mails", "letters", "email"} & set(path.parts)) or path.suffix == ".txt"


def template_files(package: Path) -> list[Path]:
    """Every template and component below a package."""
    return sorted(
        path
        for path in package.rglob("*")
        if path.suffix in {".html", ".txt"} and {"templates", "components"} & set(path.parts)
    )


def complaints(package: Path, root: Path) -> list[str]:
    """One line for each forbidden phrase below `package`, with its place and the reason."""
    found = []
    for path in template_files(package):
        place = str(path.relative_to(root))
        context: Where = "mail" if _is_mail(path.relative_to(package)) else "page"
        for text in spoken_in_template(path.read_text(encoding="utf-8")):
            found += [f"{place}: “{one.found}”. {one.why}" for one in forbidden_in(text, context, place)]
    for path in sorted(package.rglob("*.py")):
        place = str(path.relative_to(root))
        context = "mail" if path.name == "letters.py" else "message"
        for line, text in spoken_in_python(path.read_text(encoding="utf-8")):
            found += [
                f"{place}:{line}: “{one.found}”. {one.why}" for one in forbidden_in(text, context, place)
            ]
    return found


def test_the_house_says_nothing_it_never_says() -> None:
    assert template_files(PACKAGE), "no templates were found; the test would see nothing"
    assert complaints(PACKAGE, ROOT) == []


IMPORT = "from django.utils.translation import "


@pytest.mark.parametrize(
    ("name", "text", "phrase"),
    [
        ("templates/a.html", "<p>{% translate \"Oops, that went astray.\" %}</p>", "Oops"),
        ("templates/a.html", "<p>You <em>haven’t</em>\n written yet</p>", "You haven’t"),
        ("templates/a.html", '<input placeholder="Simply begin">', "Simply"),
        ("components/a/a.html", '{% part "notice" text="Are you sure?" %}', "Are you sure"),
        ("templates/mail/a.txt", "Alma died in spring.", "died"),
        ("x.py", IMPORT + "gettext as _\n_('Kept! ')", "!"),
        ("x.py", IMPORT + "ngettext as many\nmany('one', 'at  least two', 2)", "at  least"),
        ("x.py", "from django.utils import translation as t\nt.pgettext('error', 'Invalid')", "Invalid"),
    ],
)  # fmt: skip
def test_a_planted_phrase_is_found(tmp_path: Path, name: str, text: str, phrase: str) -> None:
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    assert [f"“{phrase}”" in line for line in complaints(tmp_path, tmp_path)] == [True]


def test_what_stands_apart_is_not_read_together(tmp_path: Path) -> None:
    path = tmp_path / "templates" / "a.html"
    path.parent.mkdir()
    path.write_text(
        "{# just a note for builders! #}<!-- oops --><ul><li>Look at</li><li>least of all</li></ul>"
        "<p>An adjustment, and the justice of it.</p>",
        encoding="utf-8",
    )
    assert complaints(tmp_path, tmp_path) == []


def test_tab_titles_carry_no_name() -> None:
    """Somebody may look over a shoulder: what stands in the tab is ours, never a family's."""
    tab = re.compile(r"\{% block tab %\}(.*?)\{% endblock", re.DOTALL)
    named = [
        str(path.relative_to(ROOT))
        for path in template_files(PACKAGE)
        for title in tab.findall(path.read_text(encoding="utf-8"))
        if "{{" in title
    ]
    assert named == []
