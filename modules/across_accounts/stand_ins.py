"""What stands for values that are known only after an apply: ids of accounts, names and ARNs of resources."""

from __future__ import annotations

import json
import re
from typing import Any

from modules.across_accounts.kinds import ARNS
from modules.policy_evaluation.reading.organization_tree import ORGANIZATION_ID
from modules.policy_evaluation.requests.synthesized_environment import SynthesizedEnvironment
from modules.specification.errors import LandingZoneError
from modules.synthesized.environment import Synthesized
from modules.synthesized.resources import Resource
from modules.synthesized.unknowns import Identity, Unknown

_ORGANIZATION = "aws_organizations_organization."
_OWN_ACCOUNT = "aws_caller_identity."
_OF_ORGANIZATION = re.compile(r"[\w.-]+:aws_organizations_(organization|organizational_unit)\.([\w-]+)(#\w+)?")
_VENDED = re.compile(r"\$\{(?:one\(\[for output in [^}]+\]\)|lookup\(local\.[\w-]+, lower\(\"[^\"]+\"\), null\))\}")
"""The id of an account that Control Tower vends, among what its product tells, or that AFT vends, by its address."""
_IN_A_TEXT = re.compile(r"(?<![\w.-])[\w./-]+:aws_\w+\.[\w-]+")
_ADDRESS = re.compile(r":(data\.)?aws_\w+\.")
_ARN = frozenset({"", "arn"})


class StandIns:
    """Reads names, ARNs and policies of one environment with stand-ins in them."""

    def __init__(self, synthesized: Synthesized, environment: SynthesizedEnvironment) -> None:
        self._synthesized, self._environment = synthesized, environment
        self._named = {resource.identity: resource for resource in synthesized.resources(ARNS)}

    def text(self, resource: Resource, argument: str) -> str:
        """Return an argument as a text; it is empty where the resource has none.

        Raises:
            LandingZoneError: it has a value that is known only after an apply, and nothing stands in for it.

        """
        value = resource.values.get(argument)
        if not isinstance(value, Unknown):
            return "" if value is None else str(value)
        return str(self._synthesized.argument(resource, argument, lambda each: self._known(each, resource)))

    def value(self, resource: Resource, argument: str) -> Any:
        """Return an argument as it is, with stand-ins wherever it has a reference; nothing where there is none.

        Raises:
            LandingZoneError: it has a value that is known only after an apply, and nothing stands in for it.

        """
        return self._synthesized.argument(resource, argument, lambda each: self._known(each, resource))

    def document(self, resource: Resource, argument: str) -> dict[str, Any]:
        """Return an argument that is a policy."""
        document: dict[str, Any] = json.loads(self.text(resource, argument))
        return document

    def name(self, resource: Resource) -> str:
        """Return what a resource is called; after its address, where it has no name of its own."""
        argument = ARNS[resource.kind][0]
        name = self.text(resource, argument) if argument else ""
        return name or re.sub(r"[^\w-]+", "-", resource.identity)

    def arn(self, resource: Resource) -> str:
        """Return the ARN of a resource that policies name."""
        return ARNS[resource.kind][1].format(
            region=resource.region,
            account=self.account_id(resource),
            name=self.name(resource),
            path=resource.text("path") or "/",
            domain=resource.text("domain"),
        )

    def account_id(self, resource: Resource) -> str:
        """Return the id of the account that a resource is in."""
        account = self._environment.accounts.named(str(resource.account))
        return str(account.known_id) if account else str(resource.account)

    def _known(self, value: Any, reader: Resource) -> Any:
        if not isinstance(value, Unknown):
            return value
        found = self._account(value)
        if found is None:
            found = self._of(value, reader) if isinstance(value, Identity) else _path(self._within(value))
        if found is not None:
            return found
        raise LandingZoneError(
            "a policy refers to something whose name is not known",
            got=f"{value} in {reader.identity}",
            why="who reaches what is proved with the values that policies will have",
            fix="give its type a form of ARN in modules/across_accounts/kinds.py",
        )

    def _within(self, value: Unknown) -> str:
        """Put ids of accounts and names of resources into a text that holds them: an ARN that is put together."""

        def known(found: re.Match[str]) -> str:
            target = self._named.get(found[0])
            return self._account(Unknown(found[0])) or (self.name(target) if target else found[0])

        vended = _VENDED.sub(lambda found: self._account(Unknown(found[0])) or found[0], value)
        return _IN_A_TEXT.sub(known, vended)

    def _account(self, value: Unknown) -> str | None:
        """Return the id of an account; nothing for what is none."""
        key = self._synthesized.account_keys.key(value)
        account = self._environment.accounts.named(key) if key else None
        return str(account.known_id) if account else None

    def _of(self, value: Identity, reader: Resource) -> str | None:
        address = value.address.removeprefix("data.")
        if address.startswith(_ORGANIZATION):
            return ORGANIZATION_ID
        if address.startswith(_OWN_ACCOUNT):
            return self.account_id(reader)
        target = self._named.get(value.resource)
        if target is None:
            return None
        return self.arn(target) if value.attribute in _ARN else self.name(target)


def _path(value: str) -> str | None:
    """Return the path of a unit in the organization, which is made of several ids; nothing for any other text."""
    text = _OF_ORGANIZATION.sub(lambda found: _organization_part(*found.groups()), value)
    return None if _ADDRESS.search(text) else text


def _organization_part(kind: str, name: str, attribute: str | None) -> str:
    if kind == "organizational_unit":
        return f"ou-{name}"
    return "r-root" if attribute else ORGANIZATION_ID
