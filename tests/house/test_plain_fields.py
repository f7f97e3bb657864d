"""Every column of every table is sealed, a random id, a reference, or listed in the clear with a reason."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import models

from myosotis.vault.fields import SealedField
from myosotis.vault.plain import PLAIN

pytestmark = pytest.mark.house

#: Columns that hold a moment. None may ever be in the clear, whatever the reason.
MOMENTS = (models.DateField, models.TimeField, models.DurationField)


def columns() -> dict[str, models.Field]:  # type: ignore[type-arg]
    """Every concrete column of every installed model, by its name in the list."""
    return {
        f"{model._meta.app_label}.{model.__name__}.{field.name}": field
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.get_fields()
        if isinstance(field, models.Field) and (field.concrete or field.many_to_many)
    }


def needs_a_reason(field: models.Field) -> bool:  # type: ignore[type-arg]
    if isinstance(field, SealedField) or field.is_relation:
        return False
    return not (field.primary_key and type(field) is models.UUIDField)


def test_every_column_in_the_clear_is_listed_with_a_reason() -> None:
    found = {name for name, field in columns().items() if needs_a_reason(field)}
    assert sorted(found - PLAIN.keys()) == [], "in the clear without a reason in vault/plain.py"


def test_the_list_names_nothing_that_is_not_there() -> None:
    found = {name for name, field in columns().items() if needs_a_reason(field)}
    assert sorted(PLAIN.keys() - found) == [], "listed in vault/plain.py and not a plain column"


def test_each_reason_is_a_sentence_and_no_column_holds_a_moment() -> None:
    assert [name for name, reason in PLAIN.items() if len(reason.split()) < 3] == []
    assert [name for name, field in columns().items() if isinstance(field, MOMENTS)] == []


def test_every_sealed_column_has_a_type_and_a_space() -> None:
    sealed = {name: field for name, field in columns().items() if isinstance(field, SealedField)}
    assert sealed
    for name, field in sealed.items():
        assert field.typed.type_name, name
        assert field.model._meta.get_field("space").attname == "space_id", name
        assert type(field.model._meta.pk) is models.UUIDField, name


def test_every_random_id_is_of_the_kind_that_tells_no_time() -> None:
    ids = [(name, f) for name, f in columns().items() if f.primary_key and type(f) is models.UUIDField]
    for name, field in ids:
        if field.has_default():
            assert field.get_default().version == 4, name
