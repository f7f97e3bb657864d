"""In your words: what somebody says of how pages speak to them, one question a page, for themselves alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from myosotis.design import saying
from myosotis.design.saying import Vocabulary
from myosotis.people import wording, wording_changes, wording_forms
from myosotis.people.gate import or_404, with_viewer
from myosotis.people.roles import Permission
from myosotis.people.viewer import Viewer
from myosotis.people.wording_choices import BABY, DIED, ME
from myosotis.people.wording_forms import Question

HERE = "/more/wording"
#: What visitors of one's links hear too.
SAID_TO_VISITORS = ("baby", "died", "avoid")


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: its form, its words, an example beside each choice, and whether parents alone get it."""

    form: type[Question]
    question: Callable[[Vocabulary], str]
    why: Callable[[Vocabulary], str]
    small: Callable[[Viewer, Vocabulary], dict[str, str]] = lambda _viewer, _say: {}
    parents: bool = False


QUESTIONS: dict[str, Asked] = {
    "baby": Asked(
        wording_forms.BabyForm,
        lambda say: _("What shall pages call your %(baby)s?") % {"baby": say.baby},
        lambda _say: _("Where there is a name, the name comes first."),
        lambda _viewer, say: {key: _story_of(str(one)) for key, (one, _many) in BABY.items()},
    ),
    "died": Asked(
        wording_forms.DiedForm,
        lambda say: _("How shall pages say that your %(baby)s %(died)s?") % _both(say, say.died),
        lambda _say: _("They say it as rarely as they can."),
        lambda _viewer, say: {key: on_a_day(say, str(one)) for key, one in DIED.items()},
    ),
    "me": Asked(
        wording_forms.MeForm,
        lambda _say: _("What are you called?"),
        lambda _say: _("It stands beside your name, where you alone read it."),
        lambda viewer, _say: {key: _beside(viewer.name, str(one)) for key, one in ME.items()},
        parents=True,
    ),
    "avoid": Asked(
        wording_forms.AvoidForm,
        lambda _say: _("Which words would you rather not read?"),
        lambda _say: _("Pages leave them out. What people write themselves stays as they wrote it."),
    ),
    "faith": Asked(
        wording_forms.FaithForm,
        lambda _say: _("What matters to your faith or your culture?"),
        lambda _say: _("These words are for you alone. What pages leave out is a question of its own."),
    ),
    "off": Asked(
        wording_forms.OffForm,
        lambda _say: _("What shall pages leave out?"),
        lambda _say: _("For you alone, and only until you say otherwise. What is kept stays kept."),
    ),
    "quiet": Asked(
        wording_forms.QuietForm,
        lambda _say: _("Is there a time of quiet?"),
        lambda _say: _("Then no letter and no first page tells you that something waits. It waits."),
    ),
    "weeks": Asked(
        wording_forms.WeeksForm,
        lambda _say: _("Shall the story say weeks?"),
        lambda _say: _("Beside the days, as “20w3d”. Where the weeks ended, the story says no more of them."),
        parents=True,
    ),
}


@require_safe
@with_viewer
def overview(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Everything somebody said of their words, each line a way to change it."""
    befores = wording.befores(viewer)
    words = {
        "facts": wording.lines(wording.value_of(viewer), viewer, change_at=HERE),
        "befores": bool(befores),
        "undo": befores[0].id if befores and request.GET.get("said") else "",
    }
    return render(request, "people/wording.html", words)


@require_http_methods(["GET", "POST"])
@with_viewer
def question(request: HttpRequest, viewer: Viewer, asked: str) -> HttpResponse:
    """One of the questions."""
    one = QUESTIONS.get(asked)
    if one is None or (one.parents and not viewer.may(Permission.STORY)):
        raise Http404
    form = one.form(request.POST or None, value=wording.value_of(viewer))
    if request.method == "POST" and form.is_valid():
        wording_changes.change(by=viewer, **form.cleaned_data)
        return HttpResponseRedirect(f"{HERE}?said=1")
    say = saying.now()
    words = {
        "form": form,
        "asked": asked,
        "question": one.question(say),
        "why": one.why(say),
        "small": one.small(viewer, say),
        "shared": asked in SAID_TO_VISITORS and viewer.may(Permission.SHARE),
    }
    return render(request, "people/wording_question.html", words)


@require_safe
@with_viewer
def before(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """What was said before, the newest first."""
    befores = [one for one in wording.befores(viewer) if one.facts]
    return render(request, "people/wording_before.html", {"befores": befores})


@require_POST
@with_viewer
@or_404
def back(request: HttpRequest, viewer: Viewer, before: str) -> HttpResponse:
    """Let it be again as it was before one change."""
    wording_changes.take_back(by=viewer, before=before)
    return HttpResponseRedirect(f"{HERE}?said=1")


def on_a_day(say: Vocabulary, died: str) -> str:
    """How pages speak of the death: an example, with a day that is nobody's."""
    return _("Your %(baby)s %(died)s on 9 March.") % _both(say, died)


def _both(say: Vocabulary, died: str) -> dict[str, str]:
    return {"baby": say.baby, "died": died}


def _story_of(baby: str) -> str:
    return _("The story of your %(baby)s.") % {"baby": baby}


def _beside(name: str, me: str) -> str:
    return _("%(name)s, %(me)s") % {"name": saying.apart(name), "me": me}
