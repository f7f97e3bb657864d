"""Letters by others: a parent asks somebody in; they write, keep for themselves, and give."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from myosotis.environment import environment
from myosotis.kit import ids
from myosotis.people import actions as people
from myosotis.people import queries as members
from myosotis.people.errors import Refusal
from myosotis.people.gate import or_404, with_parent, with_writer
from myosotis.people.leaving import end_place
from myosotis.people.roles import Writer
from myosotis.people.viewer import Viewer
from myosotis.story import actions, blocks, gathered, queries
from myosotis.story.entry_forms import OpensForm
from myosotis.story.models import Moment
from myosotis.story.thing_cards import entry_row
from myosotis.story.thing_forms import LetterForm


@require_safe
@with_writer
def letters(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """What somebody wrote and has not given yet. What was given is the family's and is not shown."""
    rows = [replace(entry_row(card), url=f"/letters/{card.id}") for card in gathered.kept_alone(viewer)]
    given = request.GET.get("given") == "yes"
    return render(request, "story/letters.html", {"rows": rows, "given": given})


@require_safe
@with_writer
def begin(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """A new letter has an address at once; it exists only when something stands in it."""
    return HttpResponseRedirect(f"/letters/{ids.new_id()}")


@require_http_methods(["GET", "POST"])
@with_writer
@or_404
def letter(request: HttpRequest, viewer: Viewer, letter: UUID) -> HttpResponse:
    """One letter, on a sheet of one's own."""
    there = queries.is_visible(viewer, letter)
    if not there and Moment.objects.filter(pk=letter).exists():
        raise Moment.DoesNotExist
    card = queries.moment(viewer, letter) if there else None
    form = LetterForm(
        request.POST or None, head=card.head if card else None, kept=card.blocks if card else ()
    )
    if request.method == "POST" and form.is_valid():
        try:
            _keep(viewer, letter, form)
        except actions.Conflict:
            form = form.with_news(queries.head_or_new(viewer, letter).revision)
        except blocks.NotWords as problem:
            form.add_error("words", str(problem))
        else:
            give = request.POST.get("then") == "give" and queries.is_visible(viewer, letter)
            return HttpResponseRedirect(f"/letters/{letter}/give" if give else "/letters")
    return render(request, "story/letter.html", {"form": form, "letter": letter})


@require_http_methods(["GET", "POST"])
@with_writer
@or_404
def give(request: HttpRequest, viewer: Viewer, letter: UUID) -> HttpResponse:
    """Give it to the family, and say when it may be opened."""
    card = queries.moment(viewer, letter)
    form = OpensForm(request.POST or None, now="")
    if request.method == "POST" and form.is_valid():
        actions.give_letter(by=viewer, letter=letter, opens=form.cleaned_data["told"])
        return HttpResponseRedirect("/letters?given=yes")
    words = {
        "form": form,
        "title": card.head.title,
        "blocks": [blocks.plain(one) for one in card.blocks],
        "back_url": f"/letters/{letter}",
    }
    return render(request, "story/letter_give.html", words)


@require_http_methods(["GET", "POST"])
@with_parent
def ask(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Ask somebody in to write letters; who was asked stands here."""
    words = {"writers": _writers(viewer), "only_here": environment().only_here}
    if request.method == "POST":
        code = people.invite(by=viewer, role=Writer.name)
        words |= {"code": code, "link": f"{environment().url}/join#{ids.group_code(code)}"}
    return render(request, "story/letters_ask.html", words)


@require_POST
@with_parent
def end(request: HttpRequest, viewer: Viewer, member: UUID) -> HttpResponse:
    """Somebody writes here no more. What they gave stays."""
    if member not in [one.id for one in _writers(viewer)]:
        raise Http404
    try:
        end_place(by=viewer, member=member)
    except Refusal:
        raise Http404 from None
    return HttpResponseRedirect("/letters/ask")


def _writers(viewer: Viewer) -> list[members.MemberCard]:
    return [one for one in members.members_of(viewer) if one.role == Writer.name]


def _keep(viewer: Viewer, letter: UUID, form: LetterForm) -> None:
    told = form.cleaned_data
    actions.write(
        by=viewer,
        moment=letter,
        title=told["title"],
        blocks=form.blocks(),
        revision=told["revision"] or 0,
        date=timezone.localdate().isoformat(),
        kind="letter",
    )
