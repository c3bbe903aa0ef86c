"""The roles that workspaces work as."""

from __future__ import annotations

from collections.abc import Container

from modules.synthesized.accounts import provider_of, role_of
from modules.synthesized.environment import Synthesized
from modules.synthesized.resources import written


def execution_roles(synthesized: Synthesized, kinds: Container[str]) -> dict[str, str]:
    """Return the role that defines each resource of some types, by path and name; empty where none is assumed."""
    return {
        f"{scope.where}:{address}": role_of(scope, provider_of(body)) or ""
        for scope in synthesized.scopes()
        for address, _, body in written(scope, kinds)
    }
