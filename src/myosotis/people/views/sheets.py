"""Recovery sheets: made, printed, and some words typed back. The words are shown once and kept nowhere."""

from __future__ import annotations

import secrets

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from myosotis.kit.gentle_words import COUNT, WordsDoNotFit
from myosotis.people import actions, queries
from myosotis.people.forms import SheetWordsForm
from myosotis.people.gate import with_viewer
from myosotis.people.signing_forms import PasswordNowForm
from myosotis.people.viewer import Viewer
from myosotis.vault import sheets
from myosotis.vault.paper import SheetWords, sheet_pdf

NEXT = {"family": "/sheets/own", "own": "/baby?first=1"}


@require_http_methods(["GET", "POST"])
@with_viewer
def sheet(request: HttpRequest, viewer: Viewer, which: str) -> HttpResponse:
    """One sheet, from the reason for it to the words typed back."""
    if which not in NEXT:
        raise Http404
    space = viewer.family_space if which == "family" else viewer.private_space
    if space not in viewer.spaces:
        raise Http404
    kept = queries.sheet_is_kept(space)
    # Whoever makes another sheet later goes back to where they came from.
    page = {"which": which, "next": "/more" if kept else NEXT[which], "kept": kept}
    do = request.POST.get("do", "")
    if do == "make":
        return _make(request, viewer, page)
    words = request.POST.get("words", "").split()
    if do == "again" and len(words) == COUNT:
        return render(request, "people/sheet_words.html", {**page, "words": words})
    if do in ("ask", "confirm") and len(words) == COUNT:
        return _confirm(request, viewer, page, words, do)
    return render(request, "people/sheet.html", {**page, "form": PasswordNowForm() if kept else None})


def _make(request: HttpRequest, viewer: Viewer, page: dict[str, object]) -> HttpResponse:
    """The words, once; after the password where there is a sheet already."""
    space = viewer.family_space if page["which"] == "family" else viewer.private_space
    form = PasswordNowForm(request.POST) if page["kept"] else None
    if form is not None and not form.is_valid():
        return render(request, "people/sheet.html", {**page, "form": form})
    try:
        words = actions.make_sheet(
            by=viewer, space=space, password=form.cleaned_data["password"] if form else ""
        )
    except actions.Refusal as refusal:
        form = form or PasswordNowForm()
        form.add_error("password", str(refusal))
        return render(request, "people/sheet.html", {**page, "form": form})
    return render(request, "people/sheet_words.html", {**page, "words": words})


def _confirm(
    request: HttpRequest, viewer: Viewer, page: dict[str, object], words: list[str], do: str
) -> HttpResponse:
    asked = tuple(
        sorted(
            int(n) for n in request.POST.get("asked", "").split(",") if n.isdigit() and 1 <= int(n) <= COUNT
        )
    )
    if do == "ask" or len(asked) != 3:
        asked = tuple(sorted(secrets.SystemRandom().sample(range(1, COUNT + 1), 3)))
    form = SheetWordsForm(request.POST if do == "confirm" else None, positions=asked)
    if do == "confirm" and form.is_valid():
        wrong = [n for n, word in form.words().items() if word.strip().casefold()[:4] != words[n - 1][:4]]
        if not wrong:
            space = viewer.family_space if page["which"] == "family" else viewer.private_space
            actions.confirm_sheet(by=viewer, space=space)
            return HttpResponseRedirect(str(page["next"]))
        for number in wrong:
            form.add_error(
                f"word_{number}", _("That is not word %(number)s of this sheet.") % {"number": number}
            )
    asked_text = ",".join(str(n) for n in asked)
    return render(
        request, "people/sheet_confirm.html", {**page, "words": words, "form": form, "asked": asked_text}
    )


@require_POST
@with_viewer
def paper(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """The sheet as a page to print, made from the words the browser still shows."""
    try:
        words = sheets.to_words(sheets.from_words(request.POST.get("words", "")))
    except WordsDoNotFit:
        return HttpResponseBadRequest()
    family = request.POST.get("which") == "family"
    opens = (
        _("These sixteen words open what your family keeps in Myosotis, even if the machine is gone.")
        if family
        else _(
            "These sixteen words open what you keep for yourself in Myosotis. "
            "They also let you back in if you forget your password."
        )
    )
    said = SheetWords(
        heading=_("The family's sheet") if family else _("Your own sheet"),
        opens=opens,
        keep=_(
            "Keep this sheet where you keep important papers. "
            "Whoever holds it, and a copy of what is kept, can read everything in it."
        ),
        belongs=_("Belongs to"),
        scan=_("The square holds the same words."),
    )
    pdf = sheet_pdf(words, said, language=viewer.language)
    return HttpResponse(
        pdf, content_type="application/pdf", headers={"Content-Disposition": 'inline; filename="sheet.pdf"'}
    )
