"""Tables of later work. No column tells when anything happened."""

from __future__ import annotations

import uuid

from django.db import models


class Worker(models.Model):
    """A living worker; `beats` grows while it lives, and stands still when it died."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    beats = models.PositiveBigIntegerField(default=0)


class Task(models.Model):
    """Something to do later: the name of an action and the ids it is called with."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    action = models.CharField(max_length=60)
    ids = models.JSONField(default=dict)
    attempts = models.PositiveSmallIntegerField(default=0)
    #: Rounds of a minute to wait before the next attempt.
    pause = models.PositiveSmallIntegerField(default=0)
    #: A code naming what went wrong last, from a short list; never a text.
    error = models.CharField(max_length=60, default="", blank=True)
    given_up = models.BooleanField(default=False)
    worker = models.ForeignKey(Worker, null=True, on_delete=models.SET_NULL, related_name="+")
