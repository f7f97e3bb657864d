"""The baby's name: asked once, changed on any day, and asked again where two names were written at once."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from myosotis.design import saying
from myosotis.people.viewer import Viewer
from myosotis.story import actions, queries
from myosotis.story.access import found
from myosotis.story.forms import BabyForm, WhichNameForm
from myosotis.story.rules import name_mark


@require_http_methods(["GET", "POST"])
@found
def baby(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """The baby's name: given, changed, or left."""
    if request.method == "GET" and len(queries.shared_babies(viewer)) > 1:
        return HttpResponseRedirect("/babies")  # each has a page of their own, and a name there
    now = queries.baby_name(viewer)
    if now and request.method == "GET" and request.GET.get("first"):
        # The other parent has answered this already, so nobody is asked twice.
        return HttpResponseRedirect("/")
    form = BabyForm(request.POST or None, initial={"name": now, "opened": name_mark(now, viewer)})
    if request.method == "POST" and form.is_valid():
        try:
            actions.name_baby(by=viewer, **form.cleaned_data)
        except actions.Conflict:
            return _which(request, viewer, form.cleaned_data["name"])
        return HttpResponseRedirect("/")
    said = {"baby": saying.now().baby}
    words = {
        "form": form,
        "question": _("Does your %(baby)s have a name?") % said,
        "why": _("Pages here then use it. Without one, they say “your %(baby)s”.") % said,
        "back_url": "/more",
        "not_now_url": "/",
    }
    return render(request, "story/question.html", words)


def _which(request: HttpRequest, viewer: Viewer, typed: str) -> HttpResponse:
    """Both names, for whoever came second. The answer is sent as a name, with the mark of what stands now."""
    now = queries.baby_name(viewer)
    if now == typed:
        return HttpResponseRedirect("/")
    words = {
        "form": WhichNameForm(now=now, typed=typed, opened=name_mark(now, viewer)),
        "question": _("Which name shall it be?"),
        "why": _("While your page was open, the name was written on another page too. Both stand here."),
        "small": {now: _("This one stands now."), typed: _("You wrote this one.")},
        "not_now_url": "/",
    }
    return render(request, "story/question.html", words)
