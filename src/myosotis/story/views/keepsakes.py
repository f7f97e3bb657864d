"""The register of keepsakes: what there is, where it lies, who has it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from myosotis.people.viewer import Viewer
from myosotis.story import gathered
from myosotis.story.access import found
from myosotis.story.thing_cards import keepsake_row


@require_safe
@found
def keepsakes(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """The register."""
    rows = [keepsake_row(card) for card in gathered.of_kind(viewer, "keepsake")]
    return render(request, "story/keepsakes.html", {"rows": rows})
