"""Which fields of specifications are read, and whether by more than what validates them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from inspect import get_annotations
from typing import Any

import pytest

from modules.landing_zone import LandingZone
from modules.specification.model import Spec


@contextmanager
def recorded_reads() -> Iterator[set[tuple[str, str]]]:
    """Record each field that is read meanwhile, with the name of the model that declares it."""
    fields: set[tuple[str, str]] = set()
    declarers: dict[tuple[type[Spec], str], str] = {}

    def recording(spec: Spec, name: str) -> Any:
        model = type(spec)
        if name in model.__pydantic_fields__:
            if (model, name) not in declarers:
                declarers[model, name] = declarer(model, name)
            fields.add((declarers[model, name], name))
        return object.__getattribute__(spec, name)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Spec, "__getattribute__", recording, raising=False)
        yield fields


def declarer(model: type[Spec], name: str) -> str:
    """Return the name of the model that declares a field of `model`: itself, or one that it inherits it from."""
    return next(kind.__name__ for kind in model.__mro__ if name in get_annotations(kind))


def unread(zone: LandingZone) -> LandingZone:
    """Return the same, of which nothing was derived yet: what a check derived, synthesis would not read again."""
    text = zone.model_dump_json(exclude_defaults=True)
    copied = LandingZone.model_validate_json(text)
    return copied.found_in(zone.folder) if zone.folder else copied
