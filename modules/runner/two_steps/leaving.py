"""What a deploy refuses before it changes anything: accounts and units that leave the YAML without being asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from modules.runner.protection import is_allowed
from modules.runner.two_steps.kept_state import State
from modules.specification.errors import LandingZoneError
from modules.synthesized.documents import read_content

ACCOUNT, UNIT = "aws_organizations_account", "aws_organizations_organizational_unit"
_GUIDE = "docs/how-to/change-in-two-steps.md"
_FROM = re.compile(r"^ *from *= *(\S+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """A workspace as it was applied last, and as it is synthesized now."""

    state: State | None
    folder: Path

    def resources(self, kind: str) -> dict[str, Mapping[str, Any]]:
        """Return the attributes of all resources of a type that it manages, by address."""
        return {
            f"{kind}.{resource['name']}": instance["attributes"]
            for resource in (self.state or {}).get("resources", [])
            if resource["mode"] == "managed" and resource["type"] == kind and "module" not in resource
            for instance in resource["instances"]
        }

    def leaving(self, kind: str) -> dict[str, Mapping[str, Any]]:
        """Return those of them that are written no more, and neither moved nor let go of."""
        written = {f"{kind}.{name}" for name in read_content(self.folder).get("resource", {}).get(kind, {})}
        moves = {address for path in self.folder.glob("*.tf") for address in _FROM.findall(path.read_text())}
        return {address: each for address, each in self.resources(kind).items() if address not in written | moves}


def refuse_leaving(accounts: Applied | None, organization: Applied | None, *, allowed: Sequence[str]) -> None:
    """Refuse what would take more than one step, all of it at once.

    Args:
        accounts: The workspace of the accounts; None where it is not deployed.
        organization: That of the organization, likewise.
        allowed: Addresses, or globs of addresses, that may be destroyed.

    Raises:
        LandingZoneError: an account or a unit would leave.

    """
    of_accounts = list(_accounts(accounts, allowed)) if accounts else []
    of_units = list(_units(organization, accounts, allowed)) if organization else []
    if of_accounts or of_units:
        raise LandingZoneError(
            "what was applied must leave the YAML in two steps",
            got="; ".join([*of_accounts, *of_units]),
            why="Terraform would destroy it in one, or fail half-way; nothing was changed",
            fix=" ".join(filter(None, [_FIX_ACCOUNTS if of_accounts else "", _FIX_UNITS if of_units else ""]))
            + f" ({_GUIDE})",
        )


_FIX_ACCOUNTS = (
    "of an account: deploy it first with `moved: {accounts: {KEY: NEW KEY}}`, or to let go of it with `removed: "
    "{accounts: [KEY]}`; then take that line out."
)
_FIX_UNITS = (
    "Of a unit: bring it back and deploy what takes its accounts elsewhere; then take it out, with "
    "`removed: {units: [PATH]}`."
)


def _accounts(accounts: Applied, allowed: Sequence[str]) -> Iterator[str]:
    for address, account in accounts.leaving(ACCOUNT).items():
        if not is_allowed(address, allowed):
            yield f"the account {account['name']} ({account['id']}, {address})"


def _units(organization: Applied, accounts: Applied | None, allowed: Sequence[str]) -> Iterator[str]:
    for address, unit in organization.leaving(UNIT).items():
        inside = [
            account["name"]
            for account in (accounts.resources(ACCOUNT) if accounts else {}).values()
            if account["parent_id"] == unit["id"]
        ]
        if inside:
            yield f"the unit {unit['name']} ({address}), which holds {', '.join(sorted(inside))}"
        elif not is_allowed(address, allowed):
            yield f"the unit {unit['name']} ({address})"
