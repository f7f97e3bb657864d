"""The room as Django knows it: templates, static files, template tags; no tables."""

from __future__ import annotations

from django.apps import AppConfig


class DesignConfig(AppConfig):
    """The look of Myosotis."""

    name = "myosotis.design"
    label = "design"
