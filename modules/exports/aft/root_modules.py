"""Root modules of AFT's two repositories of customizations, made of the workspaces of shapes.

What every account has whatever it is for is in the global customizations, and all else in the account customizations of
its shape. AFT applies the global ones first, each to a state of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from modules.exports.aft.default_tags import joined_tags, tags_of
from modules.exports.aft.delivered import Shape
from modules.exports.aft.references import References
from modules.specification.errors import LandingZoneError

_MODULES = "./modules/"
_STATE = "terraform_remote_state"
_SAID_ELSEWHERE = frozenset({"//", "data", "module", "provider", "terraform"})
_OF_THE_ACCOUNT = frozenset({"allowed_account_ids", "assume_role", "default_tags"})
"""What a provider has of the account that it works in, and not of its region."""

Content = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class RootModule:
    """One root module."""

    document: Content
    files: Mapping[str, str]
    """Text of the modules that it calls, and of what else lies beside the document, by path."""
    regions: tuple[Content, ...]
    """What its providers have of their regions, that of the home region first."""

    @property
    def calls(self) -> tuple[str, ...]:
        """The modules that it calls."""
        return tuple(self.document.get("module", ()))


def is_global(call: Content) -> bool:
    """Whether a call is of a module that every account has, whatever it is for."""
    name = str(call["source"]).removeprefix(_MODULES)
    return name in {"account-baseline", "macie-export"} or name.startswith("region-baseline")


def global_root(environment: str, shapes: Iterable[Shape]) -> RootModule:
    """Return the root module of the global customizations.

    Args:
        environment: The environment's name.
        shapes: Every shape, one at least.

    Raises:
        LandingZoneError: two shapes call differently what every account has, or work in different regions.

    """
    every = list(shapes)
    roots = {shape.name: _root(environment, shape, _calls(shape, of_all=True), {}) for shape in every}
    (first, root), *others = roots.items()
    for name, other in others:
        if differing := _difference(root, other):
            raise _disagreement(first, name, differing)
    return _with_tags(root, joined_tags(tags_of(shape) for shape in every))


def account_root(environment: str, shape: Shape) -> RootModule:
    """Return the root module of a shape's account customizations.

    Args:
        environment: The environment's name.
        shape: The shape.

    Raises:
        LandingZoneError: it refers to something that is not there in AFT's pipeline.

    """
    others = {part: body for part, body in shape.document.items() if part not in _SAID_ELSEWHERE}
    looked_up = {kind: body for kind, body in shape.document.get("data", {}).items() if kind != _STATE}
    root = _root(environment, shape, _calls(shape, of_all=False), {**others, "data": looked_up})
    beside = {path: text for path, text in shape.files.items() if "/" not in path}
    return _with_tags(RootModule(root.document, {**root.files, **beside}, root.regions), dict(tags_of(shape)))


def _calls(shape: Shape, *, of_all: bool) -> dict[str, Content]:
    calls: Mapping[str, Content] = shape.document.get("module") or {}
    return {name: call for name, call in calls.items() if is_global(call) is of_all}


def _root(environment: str, shape: Shape, calls: Mapping[str, Content], others: Content) -> RootModule:
    states = shape.document.get("data", {}).get(_STATE, {})
    references = References(environment, states, calls)
    document = references.rewritten({**others, "module": calls})
    if parameters := references.parameters:
        document["data"] = {**document.get("data", {}), "aws_ssm_parameter": parameters}
    folders = tuple(f"{call['source'].removeprefix('./')}/" for call in calls.values())
    files = {path: text for path, text in shape.files.items() if path.startswith(folders)}
    providers = shape.document["provider"]["aws"]
    regions = tuple({key: body[key] for key in body if key not in _OF_THE_ACCOUNT} for body in providers)
    return RootModule({part: body for part, body in document.items() if body}, files, regions)


def _with_tags(root: RootModule, tags: Any) -> RootModule:
    named = {**root.document.get("locals", {}), "default_tags": tags}
    return RootModule({**root.document, "locals": named}, root.files, root.regions)


def _difference(root: RootModule, other: RootModule) -> str:
    """Name what two root modules do not have alike; nothing where they are alike."""
    if root.regions != other.regions:
        return "the regions of its providers"
    mine, its = root.document.get("module", {}), other.document.get("module", {})
    differing = sorted(name for name in {*mine, *its} if mine.get(name) != its.get(name))
    if differing or root.document != other.document:
        return f"module.{differing[0]}" if differing else "what it reads of others"
    paths = sorted(path for path in {*root.files, *other.files} if root.files.get(path) != other.files.get(path))
    return paths[0] if paths else ""


def _disagreement(first: str, other: str, differing: str) -> LandingZoneError:
    return LandingZoneError(
        "accounts of all shapes must have the same baseline",
        got=f"{differing} is not the same in the shapes {first} and {other}",
        why="AFT applies one set of global customizations to every account",
        fix="run `python main.py synth`; if it stays, it is a mistake of this library",
    )
