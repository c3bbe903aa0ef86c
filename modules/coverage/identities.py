"""What an argument's value is in AWS: the id of an account, the name of a bucket, the ARN of a key."""

from __future__ import annotations

from collections.abc import Iterator
from fnmatch import fnmatchcase
from glob import escape
from typing import Any

from modules.coverage.facts import Facts
from modules.synthesized.environment import Synthesized
from modules.synthesized.resources import Resource
from modules.synthesized.unknowns import Identity

_NAMES = ("bucket", "name")
"""Arguments that name a resource for those who refer to it."""
_WITHOUT_ACCOUNT = frozenset({"aws_s3_bucket"})
"""Types whose ARN does not have the id of the account."""


class Identities:
    """Which account or resource a value stands for, in one environment."""

    def __init__(self, synthesized: Synthesized, facts: Facts) -> None:
        keys = synthesized.account_keys
        self._ids = {account: keys.ids(account) for account in facts.accounts}
        self._functions = {function.value: account for function, account in facts.functions.items()}
        self._synthesized = synthesized
        self._resources: dict[str, dict[str, Resource]] = {}

    def is_account(self, value: Any, account: str) -> bool:
        """Whether a value is the id of an account."""
        return str(value) in self._ids[account]

    def fits(self, value: Any, pattern: str) -> bool:
        """Whether a value fits a pattern: `*-{log-archive}-*`."""
        return any(fnmatchcase(text, filled) for text in self._texts(value) for filled in self._filled(pattern))

    def _filled(self, pattern: str) -> Iterator[str]:
        """Give the pattern once for each text that the id of its account may be."""
        name, account = next(
            ((name, account) for name, account in self._functions.items() if f"{{{name}}}" in pattern), ("", "")
        )
        if not account:
            yield pattern
        for id_ in self._ids.get(account, ()):
            yield pattern.replace(f"{{{name}}}", escape(id_))

    def _texts(self, value: Any) -> Iterator[str]:
        """Give all that is known of a value: what it refers to is known by the name that is written for it."""
        yield str(value)
        resource = self._resource(value) if isinstance(value, Identity) else None
        if resource is None:
            return
        yield from (str(resource.values[key]) for key in _NAMES if key in resource.values)
        if value.attribute == "arn" and resource.kind not in _WITHOUT_ACCOUNT:
            yield from (f"arn:aws:{resource.region}:{id_}:" for id_ in self._ids.get(resource.account or "", ()))

    def _resource(self, value: Identity) -> Resource | None:
        kind = value.address.partition(".")[0]
        if kind not in self._resources:
            found = self._synthesized.resources({kind})
            self._resources[kind] = {resource.identity: resource for resource in found}
        return self._resources[kind].get(value.resource)
