"""Which account a workspace works in: what its provider says, never its name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from modules.synthesized.scope import Scope

ACCOUNT_IDS = "account_ids"
"""The output of a workspace that vends accounts: each vended account's id by its key."""

UNIT_IDS = "unit_ids"
"""The output of a workspace whose accounts others vend: the unit that each is asked for in, by the account's key."""

APPLYING_ROLE = "applying_role"
"""The local value with the role that a workspace applies as where its providers assume none, and are given another's
credentials in plans."""

REACHING_ROLE = "reaching_role"
"""The local value with the role by which the management account reaches that account all the same: Terraform does
nothing with it, but whoever looks for what an interrupted run has lost works as it."""

_ROLE = re.compile(r"arn:[\w-]+:iam::(\d{12}|\$\{[^{}]*\}):role/")
_ROLE_NAME = re.compile(r":role/(.+)")
_DEFAULT = "aws"


class AccountKeys:
    """The keys of accounts, by what stands for their ids."""

    def __init__(self, workspaces: Iterable[Scope], known_ids: Mapping[str, str]) -> None:
        """Collect the keys.

        Args:
            workspaces: All of them.
            known_ids: The key of each account whose id is known before anything is applied, by its id.

        """
        self._keys = dict(known_ids)
        for scope in workspaces:
            vended = scope.output(ACCOUNT_IDS) or {}
            self._keys |= {str(value): key for key, value in vended.items()}

    def key(self, value: Any) -> str | None:
        """Return the key of the account that a value is the id of; None where it is not known."""
        return self._keys.get(str(value))

    def ids(self, key: str) -> tuple[str, ...]:
        """Return everything that is the id of an account, or stands for it before anything is applied."""
        return tuple(value for value, of in self._keys.items() if of == key)


def provider_of(body: Mapping[str, Any]) -> str:
    """Return the provider that a resource names: `aws`, or `aws.<alias>`."""
    named = body.get("provider")
    return str(named).removeprefix("${").removesuffix("}") if named else _DEFAULT


def account_of(scope: Scope, provider: str) -> Any:
    """Return the id of the account that a provider works in, or what stands for it; nothing where nothing says it.

    Args:
        scope: Where the provider is named.
        provider: `aws`, or `aws.<alias>`.

    """
    scope, provider = _given(scope, provider)
    for block in _blocks(scope, provider):
        ids = block.get("allowed_account_ids") or []
        if len(ids) == 1:
            return scope.value(ids[0])
        for role in _as_list(block.get("assume_role")):
            if found := _ROLE.match(str(role.get("role_arn"))):
                return scope.value(found[1])
    return None


def region_of(scope: Scope, provider: str) -> str | None:
    """Return the region that a provider works in; nothing where nothing says it.

    Args:
        scope: Where the provider is named.
        provider: `aws`, or `aws.<alias>`.

    """
    scope, provider = _given(scope, provider)
    regions = (scope.value(block.get("region")) for block in _blocks(scope, provider))
    return next((region for region in regions if isinstance(region, str)), None)


def role_of(scope: Scope, provider: str) -> str | None:
    """Return the role that a provider applies as, by path and name; nothing where nothing says it.

    Args:
        scope: Where the provider is named.
        provider: `aws`, or `aws.<alias>`.

    """
    scope, provider = _given(scope, provider)
    roles = (role for block in _blocks(scope, provider) for role in _as_list(block.get("assume_role")))
    found = (_ROLE_NAME.search(str(scope.value(role.get("role_arn")))) for role in roles)
    return next((matched[1] for matched in found if matched), scope.document.blocks("locals").get(APPLYING_ROLE))


def tags_of(scope: Scope, provider: str) -> Mapping[str, Any]:
    """Return the tags that a provider gives everything, by key.

    Args:
        scope: Where the provider is named.
        provider: `aws`, or `aws.<alias>`.

    """
    scope, provider = _given(scope, provider)
    blocks = (default for block in _blocks(scope, provider) for default in _as_list(block.get("default_tags")))
    return {key: scope.value(value) for block in blocks for key, value in (block.get("tags") or {}).items()}


def providers_of(workspace: Scope) -> list[str]:
    """Return every provider of AWS that a workspace has: `aws`, or `aws.<alias>`."""
    blocks = _as_list(workspace.document.blocks("provider").get(_DEFAULT))
    return [f"{_DEFAULT}.{block['alias']}" if block.get("alias") else _DEFAULT for block in blocks]


def accounts_of(workspace: Scope) -> set[str]:
    """Return every account that a workspace works in, as its providers say it: ids, or what stands for them."""
    found = (account_of(workspace, name) for name in providers_of(workspace))
    return {str(account) for account in found if account is not None}


def provider_blocks(scope: Scope, provider: str) -> tuple[Scope, list[Mapping[str, Any]]]:
    """Return the workspace that a provider is written in, and its block there; a list, since nothing may say it.

    Args:
        scope: Where the provider is named.
        provider: `aws`, or `aws.<alias>`.

    """
    scope, provider = _given(scope, provider)
    return scope, _blocks(scope, provider)


def _given(scope: Scope, provider: str) -> tuple[Scope, str]:
    """Return the workspace that a provider is written in, and its name there: a module has those of its caller."""
    while scope.caller is not None:
        passed = scope.call.get("providers") or {}
        provider = str(passed.get(provider, provider))
        scope = scope.caller
    return scope, provider


def _blocks(scope: Scope, provider: str) -> list[Mapping[str, Any]]:
    kind, _, alias = provider.partition(".")
    blocks = _as_list(scope.document.blocks("provider").get(kind))
    return [block for block in blocks if block.get("alias", "") == alias]


def _as_list(blocks: Any) -> list[Mapping[str, Any]]:
    """Return blocks of which Terraform takes one by itself, or several as a list."""
    return [blocks] if isinstance(blocks, Mapping) else list(blocks or [])
