"""What requests come to as sections of an environment's YAML."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from modules.accounts.aft.spec import AftVersion
from modules.accounts.stages import KNOWN_STAGES
from modules.adoption.accounts import STAGE_KINDS, Adopted, adopted_accounts
from modules.adoption.requests import Loss, Request, Requests, most_common
from modules.adoption.teams import adopted_teams
from modules.adoption.units import unit_ids, unit_tree

_ACCOUNT = "{account}"
_ALWAYS_MISSING = (
    "organization.name",
    "organization.home_region",
    "organization.regions",
    "organization.management_account",
    "organization.units: units without accounts, and guardrails",
    "accounts that have no request: with their `id`, the log archive, security tooling and AFT's own",
    "vending.aft.management_account",
    "baseline and deployment: docs/how-to/vend-through-aft.md has a file to start from",
)
"""What no request says, and every environment does."""


@dataclass(frozen=True, slots=True)
class Adoption:
    """What was read of requests."""

    sections: Mapping[str, Any]
    """Sections of the YAML, by name."""
    to_fill_in: tuple[str, ...]
    losses: tuple[Loss, ...]


def adoption(found: Requests) -> Adoption:
    """Return the sections that would produce requests, and what is missing there."""
    losses, missing = list(found.losses), list(_ALWAYS_MISSING)
    accounts = adopted_accounts(found.requests, losses)
    pattern = _email_pattern(accounts)
    cost_center = most_common(account.cost_center for account in accounts if account.cost_center)
    shared_tags = _shared(accounts)
    teams = adopted_teams([account for account in accounts if account.team], pattern, shared_tags, losses, missing)
    organization: dict[str, Any] = {"email_pattern": pattern} if pattern else {}
    organization |= {"cost_center": cost_center} if cost_center else {}
    organization["units"] = unit_tree(account.unit for account in accounts)
    organization |= {"tags": shared_tags} if shared_tags else {}
    missing += [f"organization.{name}" for name in ("email_pattern", "cost_center") if name not in organization]
    missing += [
        f"accounts.{account.key}.{name}" for account in accounts for name in account.missing if not account.team
    ]
    missing += [
        f"the unit that {account.unit} is below ({account.unit_id}): requests do not say it. Write the path, as "
        f"Parent/{account.unit}, under accounts, organization.units and vending.aft.unit_ids"
        for account in {account.unit: account for account in accounts if account.unit_is_below_another}.values()
    ]
    sections = {
        "organization": organization,
        "accounts": {
            account.key: account.section(pattern, cost_center, shared_tags) for account in accounts if not account.team
        },
        "stages": _stages(accounts, missing),
        "teams": teams,
        "vending": _vending(found.requests, accounts, losses, missing),
    }
    return Adoption({name: body for name, body in sections.items() if body}, tuple(missing), tuple(losses))


def _email_pattern(accounts: Iterable[Adopted]) -> str | None:
    """Return the pattern that gives the most addresses."""
    return most_common(
        account.email.replace(account.key, _ACCOUNT, 1) for account in accounts if account.key in account.email
    )


def _shared(accounts: Iterable[Adopted]) -> dict[str, str]:
    """Return the tags that all accounts have; none where some are of others, whose next account may not have them."""
    listed = [*accounts]
    if not listed or not all(account.is_exported for account in listed):
        return {}
    first, *others = listed
    return {key: value for key, value in first.tags.items() if all(other.tags.get(key) == value for other in others)}


def _stages(accounts: Iterable[Adopted], missing: list[str]) -> dict[str, Any]:
    """Return the stages, those of production last; a team's tell the unit of each."""
    stages: dict[str, dict[str, Any]] = {}
    for account in sorted(accounts, key=lambda account: STAGE_KINDS.index(account.stage_kind or "prod")):
        if not account.stage:
            continue
        stage = stages.setdefault(account.stage, {})
        if account.team and not account.is_moved:
            stage.setdefault("unit", account.unit)
        if account.stage not in KNOWN_STAGES or (account.stage_kind == "prod") is not KNOWN_STAGES[account.stage]:
            if account.stage_kind:
                stage["production"] = account.stage_kind == "prod"
            elif account.stage not in KNOWN_STAGES:
                missing.append(f"stages.{account.stage}.production")
    return stages


def _vending(
    requests: Iterable[Request], accounts: Iterable[Adopted], losses: list[Loss], missing: list[str]
) -> dict[str, Any]:
    users = [(request, _user(request)) for request in requests]
    user = most_common(name for _, name in users if name)
    for request, name in users:
        if name != user:
            given = " ".join(value for key, value in request.parameters.items() if key.startswith("SSOUser"))
            what = f"request {request.label}: the user {given}, who is not that of most requests or has a longer name"
            losses.append(Loss(request.place, what))
    vending: dict[str, Any] = {"engine": "aft"}
    if user:
        name, _, email = user.rpartition(" ")
        vending["access_user"] = {"name": name, "email": email}
    else:
        missing.append("vending.access_user")
    names = {each.key: each.request.label for each in accounts if each.request.label != each.key}
    aft: dict[str, Any] = {"unit_ids": unit_ids(accounts), "request_names": names}
    if skipping := [each.key for each in accounts if each.request.stays_as_it_is]:
        aft |= {"version": AftVersion.V1_21_1.value, "reapplied_on_move": True, "not_reapplied": skipping}
    aft = {name: value for name, value in aft.items() if value}
    return vending | ({"aft": aft} if aft else {})


def _user(request: Request) -> str:
    """Return the user's names and address; nothing where one is missing, or the last name would be read otherwise."""
    names = [request.parameters.get(f"SSOUser{part}", "") for part in ("FirstName", "LastName", "Email")]
    return " ".join(names) if all(names) and " " not in names[1] else ""
