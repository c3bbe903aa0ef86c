"""Resources as they were synthesized, their references followed."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from modules.synthesized.scope import Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """One resource, or one lookup of data, its references followed."""

    identity: str
    """Where it is and its address: `staging-account-fraud-test/spoke-eu-west-1:aws_vpc.spoke`."""
    address: str
    """Its address in the document that it is written in, a workspace's or a module's; the same for all calls."""
    kind: str
    """Its type: `aws_vpc`."""
    values: Mapping[str, Any]
    """Its arguments."""
    account: str | None
    """The key of the account that it is in, its id where that has no key; None where its provider does not say it."""
    region: str | None = None
    """The region that it is in; None where its provider does not say it."""

    @property
    def workspace(self) -> str:
        """The id of the workspace that it is in."""
        return self.identity.partition(":")[0].partition("/")[0]

    def text(self, key: str) -> str | None:
        """Return an argument that is a text and not empty."""
        value = self.values.get(key)
        return value if isinstance(value, str) and value else None

    @property
    def name(self) -> str:
        """What it is called in AWS; its address where it has no name."""
        tags = self.values.get("tags") or {}
        return str(tags.get("Name") or self.identity.rpartition(":")[2])


class _EveryKind:
    def __contains__(self, kind: object) -> bool:
        return kind != "terraform_remote_state"


EVERY_KIND: Container[str] = _EveryKind()
"""Every type, but for lookups of other states: what these hold is followed where it is referred to."""


def written(scope: Scope, kinds: Container[str]) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """Return address, type and body of every resource and lookup of data in a scope, of some types."""
    for part, prefix in (("resource", ""), ("data", "data.")):
        for kind, bodies in scope.document.blocks(part).items():
            if kind in kinds:
                yield from ((f"{prefix}{kind}.{name}", kind, body) for name, body in bodies.items())
