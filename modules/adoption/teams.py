"""Teams as requests of their accounts tell of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from modules.adoption.accounts import Adopted
from modules.adoption.requests import Loss

_BY_STAGE = ("connectivity", "segment", "vpc_prefix", "vpc", "monthly_budget_usd", "guardrails", "suspension")
"""What a team says of each of its accounts by itself."""


def adopted_teams(
    accounts: Iterable[Adopted],
    pattern: str | None,
    shared_tags: Mapping[str, str],
    losses: list[Loss],
    missing: list[str],
) -> dict[str, Any]:
    """Return the section `teams`.

    Args:
        accounts: Accounts of teams.
        pattern: The organization's pattern of addresses, which a team's accounts follow.
        shared_tags: Tags that the organization says.
        losses: What the section does not carry over is added here.
        missing: What is to be filled in is added here.

    """
    by_team: dict[str, list[Adopted]] = {}
    for account in accounts:
        by_team.setdefault(account.team, []).append(account)
    stages = {account.stage for account in accounts}
    teams = {}
    for team, members in by_team.items():
        teams[team] = _team(members, stages, shared_tags)
        missing += [f"teams.{team}.lead"] if not members[0].lead else []
        for account in members:
            losses += [Loss(account.request.place, f"{account.key}: {what}") for what in _deviations(account, pattern)]
            if account.tags != members[0].tags:
                what = f"{account.key}: its tags are not those of {members[0].key}"
                losses.append(Loss(account.request.place, what))
    return teams


def _team(members: list[Adopted], stages: set[str], shared_tags: Mapping[str, str]) -> dict[str, Any]:
    first = members[0]
    team: dict[str, Any] = {"lead": dict(first.lead)} if first.lead else {}
    team["cost_center"] = first.cost_center
    if {account.stage for account in members} != stages:
        team["stages"] = [account.stage for account in members]
    for name in _BY_STAGE:
        values = {account.stage: account.fields[name] for account in members if name in account.fields}
        team |= {name: values} if values else {}
    team |= {"studio_users": dict(first.studio_users)} if first.studio_users else {}
    tags = {key: value for key, value in first.tags.items() if key not in shared_tags}
    return team | ({"tags": tags} if tags else {})


def _deviations(account: Adopted, pattern: str | None) -> list[str]:
    """Return what an account has otherwise than a team's accounts do."""
    key = f"{account.team}-{account.stage}"
    derived = {"key": key, "name": key, "email": (pattern or "").replace("{account}", key)}
    return [
        f"the {name} {getattr(account, name)}, where a team's account has {value}"
        for name, value in derived.items()
        if getattr(account, name) != value
    ]
