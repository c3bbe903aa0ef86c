"""What a deploy destroys, or creates again where it is gone, only where its caller says so."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Mapping, Sequence
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path

from ruamel.yaml import YAML

from modules.runner.planned_change import LOSING
from modules.runner.terraform.events import ResourcePlanned

_POLICIES = Path(__file__).parents[2] / "policies"
PROTECTED_TYPES = _POLICIES / "protected_from_destroy.yaml"
PROTECTED_ADDRESSES = _POLICIES / "protected_addresses.yaml"
UNPROTECTED_TYPES = _POLICIES / "destroyed_as_asked.yaml"

_BRING_BACK = "Bring its entry back, take it out of the state (`terraform state rm`), or allow it:"
_HAVE_BACK = (
    "Find out who deleted it (CloudTrail), have it back where AWS can do that (`aws kms cancel-key-deletion`), or "
    "allow another:"
)


@cache
def protected_types() -> Mapping[str, str]:
    """Read the protected resource types, each with what its loss would mean."""
    loaded: dict[str, str] = YAML(typ="safe").load(PROTECTED_TYPES)
    return loaded


@cache
def protected_addresses() -> Mapping[str, str]:
    """Read the globs of addresses that are protected although their types are not, each with what a loss would mean."""
    loaded: dict[str, str] = YAML(typ="safe").load(PROTECTED_ADDRESSES)
    return loaded


@cache
def unprotected_types() -> frozenset[str]:
    """Read the resource types that are destroyed when their entry leaves the YAML."""
    loaded: dict[str, list[str]] = YAML(typ="safe").load(UNPROTECTED_TYPES)
    return frozenset(type_ for types in loaded.values() for type_ in types)


def refusal(planned: Iterable[ResourcePlanned], allowed: Sequence[str]) -> str:
    """Say why a plan must not be applied; an empty text where it may.

    Args:
        planned: What Terraform would do.
        allowed: Addresses, or globs of addresses, that may be destroyed.

    """
    refused = [change for change in planned if is_refused(change, allowed)]
    gone = [change for change in refused if change.is_gone]
    lost = [change for change in refused if not change.is_gone]
    return "\n".join(
        filter(
            None,
            [
                _refusal("the plan would destroy what is protected", _BRING_BACK, lost),
                _refusal("what is protected exists no more, and the plan would create another", _HAVE_BACK, gone),
            ],
        )
    )


def _refusal(what: str, fix: str, refused: Sequence[ResourcePlanned]) -> str:
    if not refused:
        return ""
    addresses = "\n".join(f"  {change.address}: {loss(change)}" for change in refused)
    return f"{what}:\n{addresses}\n{fix} {shlex.join(allowing(change.address for change in refused))}"


def is_refused(planned: ResourcePlanned, allowed: Sequence[str]) -> bool:
    """Whether a plan with this must not be applied.

    Args:
        planned: What Terraform would do to a resource.
        allowed: Addresses, or globs of addresses, that may be destroyed.

    """
    is_lost = planned.action in LOSING or planned.is_gone
    return is_lost and bool(loss(planned)) and not is_allowed(planned.address, allowed)


def loss(planned: ResourcePlanned) -> str:
    """Tell what the loss of a protected resource would mean; an empty text of one that is destroyed as asked."""
    if planned.type in unprotected_types():
        return _meaning(planned.address)
    unjudged = f"nobody has judged what the loss of {planned.type or 'it'} means"
    return _meaning(planned.address) or protected_types().get(planned.type, unjudged)


def allowing(addresses: Iterable[str]) -> list[str]:
    """Return the options of `deploy` that allow to destroy, or create again, what is at these addresses."""
    return [part for address in addresses for part in ("--allow-destroy", address)]


def _meaning(address: str) -> str:
    """Tell what the loss of a protected address would mean; nothing for any other."""
    return next((why for glob, why in protected_addresses().items() if fnmatchcase(address, glob)), "")


def is_allowed(address: str, allowed: Sequence[str]) -> bool:
    """Whether an address is one of those that may be destroyed, or fits one of their globs."""
    # An address has brackets and quotes, which a glob would read as a set of characters.
    return any(address == pattern or fnmatchcase(address, pattern) for pattern in allowed)
