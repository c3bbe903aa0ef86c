"""Every option of a specification, asked of the specification itself: a new one is found without a word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic.fields import FieldInfo
from typing_extensions import TypeAliasType

from modules.specification.model import Spec


@dataclass(frozen=True, slots=True)
class Option:
    """One field of a specification."""

    model: type[Spec]
    """The model that has it, or the one that inherits it."""
    name: str
    path: str
    """Where it stands: `network.vpc_cidr`; below one of several models `runs[TfeRunsSpec].hostname`."""
    field: FieldInfo

    @property
    def choices(self) -> tuple[Any, ...]:
        """Every value, as YAML has it, where there are only so many: of an enumeration, of literals, of a boolean."""
        return tuple(dict.fromkeys(value for part in parts(self.field.annotation) for value in _choices(part)))

    @property
    def is_section(self) -> bool:
        """Whether it always is one model, so that all it says is said by that model's own fields."""
        listed = [*parts(self.field.annotation)]
        return len(listed) == 1 and _is_model(listed[0])


def options(model: type[Spec], path: str = "") -> Iterator[Option]:
    """Every field of `model` and of the models in it, each model once on a way."""
    for name, field in model.model_fields.items():
        way = f"{path}.{name}" if path else name
        yield Option(model, name, way, field)
        models = [*models_in(field.annotation)]
        for inner in models:
            below = way if len(models) == 1 else f"{way}[{inner.__name__}]"
            if inner is not model:
                yield from options(inner, below)


def models_in(annotation: Any) -> Iterator[type[Spec]]:
    """Every model that a type has, in collections too."""
    for part in parts(annotation):
        if _is_model(part):
            yield part
        elif get_origin(part) in (dict, tuple, frozenset):
            yield from (found for inner in get_args(part) for found in models_in(inner))


def parts(annotation: Any) -> Iterator[Any]:
    """The types that a type is one of, without what constrains them."""
    origin, inner = get_origin(annotation), get_args(annotation)
    if isinstance(annotation, TypeAliasType):
        yield from parts(annotation.__value__)
    elif origin is Annotated:
        yield from parts(inner[0])
    elif origin in (Union, UnionType):
        yield from (found for part in inner for found in parts(part))
    else:
        yield annotation


def _is_model(part: Any) -> bool:
    return isinstance(part, type) and issubclass(part, Spec)


def _choices(part: Any) -> tuple[Any, ...]:
    if part is bool:
        return (True, False)
    if get_origin(part) is Literal:
        return get_args(part)
    if isinstance(part, type) and issubclass(part, Enum):
        return tuple(member.value for member in part)
    return ()
