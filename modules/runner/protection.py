"""What a deploy destroys only where its caller says so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fnmatch import fnmatchcase
from pathlib import Path

from ruamel.yaml import YAML

from modules.runner.terraform.events import ResourcePlanned

PROTECTED_TYPES = Path(__file__).parents[2] / "policies" / "protected_from_destroy.yaml"
_DESTROYING = frozenset({"delete", "replace"})


def protected_types(path: Path = PROTECTED_TYPES) -> dict[str, str]:
    """Read the protected resource types, each with what its loss would mean."""
    loaded: dict[str, str] = YAML(typ="safe").load(path)
    return loaded


def refusal(planned: Iterable[ResourcePlanned], allowed: Sequence[str], types: Mapping[str, str]) -> str:
    """Say why a plan must not be applied; an empty text where it may.

    Args:
        planned: What Terraform would do.
        allowed: Addresses, or globs of addresses, that may be destroyed.
        types: Protected resource types, each with what its loss would mean.

    """
    lost = [
        destruction
        for destruction in planned
        if destruction.action in _DESTROYING
        and destruction.type in types
        and not is_allowed(destruction.address, allowed)
    ]
    if not lost:
        return ""
    addresses = "\n".join(f"  {destruction.address}: {types[destruction.type]}" for destruction in lost)
    return (
        f"the plan would destroy what is protected:\n{addresses}\n"
        "Bring its entry back, take it out of the state (`terraform state rm`), "
        f"or allow it: --allow-destroy '{lost[0].address}'"
    )


def is_allowed(address: str, allowed: Sequence[str]) -> bool:
    """Whether an address is one of those that may be destroyed, or fits one of their globs."""
    # An address has brackets and quotes, which a glob would read as a set of characters.
    return any(address == pattern or fnmatchcase(address, pattern) for pattern in allowed)
