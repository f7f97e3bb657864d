"""The reader's page: a gate in the parents' words, the page of a book, each picture covered, a few words."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST, require_safe

from myosotis.design.cards import PictureCard
from myosotis.guestbook import actions as guestbook
from myosotis.people.door import network_of
from myosotis.sharing.forms import PasswordForm, WordsForm, gate_words
from myosotis.sharing.visiting import CHOICE, OPEN, WORDS, Choice, Visit, keep, show, with_visit
from myosotis.story import shared
from myosotis.story.cards import names, passages, shown_date


@require_safe
@with_visit
def page(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Whatever comes next on this page: its password, its gate, or the page itself."""
    if not visit.is_in:
        return show(request, visit, "sharing/password.html", {"form": PasswordForm()})
    if not visit.choice.gate and (visit.reading.agreed or visit.reading.value.gate):
        words = {
            "by": _signed(visit),
            "gate": visit.reading.value.gate or gate_words(),
            "pictures": bool(visit.reading.agreed),
            "at": visit.reading.page,
        }
        return show(request, visit, "sharing/gate.html", words)
    return _book(request, visit, WordsForm())


@require_POST
@with_visit
def gate(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Keep what somebody chose at the gate; on their side, and only until the browser is closed."""
    chosen = request.POST.get("choice", "")
    if not visit.is_in or chosen not in (OPEN, WORDS):
        return HttpResponseRedirect(visit.reading.page)
    return keep(HttpResponseRedirect(visit.reading.page), CHOICE, str(Choice(chosen)), visit.reading)


@require_safe
@with_visit
def later(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Not today."""
    return show(request, visit, "sharing/later.html", {"at": visit.reading.page})


@require_POST
@with_visit
def look(request: HttpRequest, visit: Visit, picture: UUID) -> HttpResponse:
    """Uncover one picture, for this browser."""
    return _choose(request, visit, picture, visit.choice.looked | {str(picture)})


@require_POST
@with_visit
def cover(request: HttpRequest, visit: Visit, picture: UUID) -> HttpResponse:
    """Cover one picture again."""
    return _choose(request, visit, picture, visit.choice.looked - {str(picture)})


@require_POST
@with_visit
def words(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Take a name and words to the desk."""
    form = WordsForm(request.POST)
    if not visit.is_in:
        raise Http404
    if form.is_valid():
        try:
            guestbook.leave(
                box=visit.reading.box,
                **form.cleaned_data,
                beside=_title(visit),
                network=network_of(request),
            )
        except guestbook.Refusal as refusal:
            form.add_error("words", str(refusal))
        else:
            return HttpResponseRedirect(f"{visit.reading.page}left")
    return _book(request, visit, form, status=400)


@require_safe
@with_visit
def left(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The words were left."""
    return show(request, visit, "sharing/left.html", {"at": visit.reading.page, "by": _signed(visit)})


def _book(request: HttpRequest, visit: Visit, form: WordsForm, status: int = 200) -> HttpResponse:
    reading = visit.reading
    drawn = _drawn(visit) if visit.choice.gate != WORDS else {}
    head = reading.moment.head
    date = shown_date(head.date, head.said)
    said = {
        "title": _title(visit),
        "date": date if head.title else None,
        "by": _signed(visit),
        "passages": passages(reading.moment.blocks, drawn),
        "left_out": bool(reading.agreed) and visit.choice.gate == WORDS,
        # What somebody wrote stays in sight, also where the desk was closed meanwhile.
        "may_leave": form.is_bound or reading.box is not None,
        "no_reply": head.kind == "update",
        "form": form,
        "at": reading.page,
    }
    return show(request, visit, "sharing/reader.html", said, status)


def _drawn(visit: Visit) -> dict[str, PictureCard]:
    reading = visit.reading
    looked = visit.choice.looked if visit.may_look else frozenset()
    return shared.drawn(reading.moment, reading.agreed, looked, f"{reading.page}pictures", reading.keys)


def _choose(request: HttpRequest, visit: Visit, picture: UUID, looked: frozenset[str]) -> HttpResponse:
    if str(picture) not in visit.reading.agreed or not visit.may_look:
        raise Http404
    chosen = replace(visit.choice, looked=looked & visit.reading.agreed)
    if request.headers.get("X-Requested-With") == "fetch":
        card = _drawn(replace(visit, choice=chosen))[str(picture)]
        response = show(request, visit, "story/picture_fragment.html", {"picture": card})
    else:
        response = HttpResponseRedirect(f"{visit.reading.page}#p-{picture}")
    return keep(response, CHOICE, str(chosen), visit.reading)


def _title(visit: Visit) -> str:
    head = visit.reading.moment.head
    return head.title or shown_date(head.date, head.said).words


def _signed(visit: Visit) -> str:
    parents = visit.reading.parents
    return names(list(parents), {one: one for one in parents})
