"""Requests of accounts in a repository `aft-account-request` (AWS Control Tower User Guide, Account request)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from modules.adoption.expressions import NotEvaluatedError, Scope, as_text
from modules.adoption.terraform_files import Block, Expression, Place, read_root
from modules.specification.errors import LandingZoneError

PARAMETERS = "control_tower_parameters"
_NEEDED = ("AccountEmail", "AccountName", "ManagedOrganizationalUnit")
_MAPS = (PARAMETERS, "change_management_parameters", "account_tags", "custom_fields")
_REPEATED = ("count", "for_each")
_MAKING_NOTHING = ("//", "locals", "output", "provider", "terraform", "values", "variable")
_SKIPS = "account_skip_customization_triggers"
_SAID = (*_MAPS, "source", "version", "account_customizations_name", _SKIPS)
"""What of a call is carried over or listed by itself."""
_REPOSITORY = "aft-account-request"


@dataclass(frozen=True, slots=True)
class Loss:
    """Something of a repository that no YAML says."""

    place: Place
    what: str

    def __str__(self) -> str:
        return f"{self.place}  {self.what}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A request of one account, as far as it could be evaluated."""

    label: str
    """The label of its module call, unique in the repository."""
    place: Place
    parameters: Mapping[str, str]
    """Of Control Tower: the address, the name and the unit are among them."""
    changes: Mapping[str, str]
    """Who asked for it, and why."""
    tags: Mapping[str, str]
    custom_fields: Mapping[str, str]
    customizations: str
    """The folder of account customizations; empty for none."""
    stays_as_it_is: bool = False
    """Whether AFT is not to customize it again when it moves."""


@dataclass(frozen=True, slots=True)
class Requests:
    """All that a repository asks for."""

    requests: list[Request] = field(default_factory=list)
    losses: list[Loss] = field(default_factory=list)


def read_requests(folder: Path) -> Requests:
    """Read a repository of requests, or a folder that has one.

    Raises:
        LandingZoneError: no request is there.

    """
    root = next(path for path in (folder / _REPOSITORY / "terraform", folder / "terraform", folder) if path.is_dir())
    blocks, unread = read_root(root)
    found = Requests(losses=[Loss(file.place, f"the file cannot be read: {file.why}") for file in unread])
    scope = Scope(blocks)
    for block in blocks:
        if _is_request(block):
            _read(block, scope, found)
    if not found.requests and not found.losses:
        raise LandingZoneError(
            "a repository to adopt must have requests of accounts",
            got=str(folder),
            why="a request is a module call with control_tower_parameters, in the folder terraform of the repository",
            fix="name a checkout of the repository aft-account-request",
        )
    found.losses.extend(
        Loss(block.place, f"{' '.join((block.kind, *block.labels))} is no request")
        for block in blocks
        if not _is_request(block) and block.kind not in _MAKING_NOTHING
    )
    return found


def _is_request(block: Block) -> bool:
    return block.kind == "module" and PARAMETERS in block.attributes


def _read(block: Block, scope: Scope, found: Requests) -> None:
    label = block.labels[0]
    repeated = next((name for name in _REPEATED if name in block.attributes), None)
    if repeated:
        found.losses.append(Loss(block.place, f"request {label}: {repeated} makes requests that only Terraform knows"))
        return
    maps = {name: _texts(label, name, block, scope, found.losses) for name in _MAPS}
    missing = [name for name in _NEEDED if not maps[PARAMETERS].get(name)]
    if missing:
        found.losses.append(Loss(block.place, f"request {label}: without {', '.join(missing)} there is no account"))
        return
    name, skips = (
        _evaluated(label, name, block.attributes.get(name), scope.value, found.losses)
        for name in ("account_customizations_name", _SKIPS)
    )
    found.losses.extend(
        Loss(expression.place, f"request {label}: {name}")
        for name, expression in block.attributes.items()
        if name not in _SAID
    )
    found.requests.append(
        Request(
            label=label,
            place=block.place,
            parameters=maps[PARAMETERS],
            changes=maps["change_management_parameters"],
            tags=maps["account_tags"],
            custom_fields=maps["custom_fields"],
            customizations="" if name is None else str(name),
            stays_as_it_is=skips in (True, "true"),
        )
    )


def _texts(label: str, name: str, block: Block, scope: Scope, losses: list[Loss]) -> dict[str, str]:
    """Return a map of texts. What cannot be evaluated is noted, and the rest returned."""
    entries = _evaluated(label, name, block.attributes.get(name), scope.entries, losses) or {}
    texts = {}
    for key, expression in entries.items():
        try:
            texts[key] = as_text(scope.value(expression))
        except NotEvaluatedError as error:
            losses.append(_not_evaluated(label, f"{name}.{key}", error))
        except TypeError:
            losses.append(Loss(expression.place, f"request {label}: {name}.{key} is no text"))
    return texts


def _evaluated(
    label: str, name: str, expression: Expression | None, evaluate: Callable[[Expression], Any], losses: list[Loss]
) -> Any:
    """Return what an expression comes to; None where there is none, or where it is noted that nobody knows."""
    if expression is None:
        return None
    try:
        return evaluate(expression)
    except NotEvaluatedError as error:
        losses.append(_not_evaluated(label, name, error))
        return None


def _not_evaluated(label: str, name: str, error: NotEvaluatedError) -> Loss:
    return Loss(error.place, f"request {label}: {name} is not evaluated: {error.what}")


def most_common(values: Iterable[str]) -> str | None:
    """Return the value that is there most often, of those the first; None of nothing."""
    listed = list(values)
    return max(dict.fromkeys(listed), key=listed.count, default=None)
