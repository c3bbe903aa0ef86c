"""`team show`: what a team's few lines of YAML come to, as synthesized."""

from __future__ import annotations

import json
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

from modules.access.matrix import lines
from modules.access.synthesized_access import access_of
from modules.accounts.roster import Account
from modules.commands.console import out
from modules.commands.cost import estimate_synthesized
from modules.commands.known_ids import known_ids
from modules.commands.synth import synthesize_if_stale
from modules.commands.validate import load_environments
from modules.environment import PROJECT
from modules.estimate.catalogue import read_catalogue
from modules.landing_zone import LandingZone
from modules.landing_zone.guardrails import guardrail_bindings
from modules.network.plan.placements import spokes
from modules.report.team_consequences import STARTS_WITH, TeamAccount, TeamConsequences, team_data, team_tables
from modules.specification.errors import LandingZoneError
from modules.specification.suggestions import nearest
from modules.synthesized.environment import Synthesized, read_synthesized


def show_team(name: str, team: str, *, as_json: bool) -> None:
    """Print what follows from a team in an environment.

    Args:
        name: The environment's name.
        team: The team's name.
        as_json: Whether it is printed for programs.

    Raises:
        LandingZoneError: the environment has no such team.

    """
    (zone,) = load_environments([name]).values()
    if team not in zone.teams:
        guess = nearest(team, zone.teams)
        raise LandingZoneError(
            "there is no such team",
            got=team,
            why=f"{name} has {', '.join(zone.teams) or 'none'}",
            fix=f"did you mean {guess}?" if guess else "name one of these",
        )
    found = consequences(name, zone, team, synthesize_if_stale(name, zone).output)
    if as_json:
        print(json.dumps(team_data(found), indent=2, ensure_ascii=False))  # noqa: T201 - for programs
        return
    for table in team_tables(found):
        out.print(table)
    out.print("What is paid by use comes on top: main.py cost says what that is.", markup=False)


def consequences(name: str, zone: LandingZone, team: str, output: Path) -> TeamConsequences:
    """Read all that follows from a team.

    Args:
        name: The environment's name.
        zone: What it says.
        team: One of its teams.
        output: The folder that it is synthesized to.

    """
    members = [account for account in zone.roster if account.team == team]
    keys = [account.key for account in members]
    synthesized = read_synthesized(output, name, known_ids(zone))
    cost = estimate_synthesized(zone, synthesized, read_catalogue(PROJECT))
    months = defaultdict[str, Decimal](Decimal)
    for line in cost.lines:
        months[line.account] += line.month
    entries = [entry for entry in access_of(synthesized).entries if entry.account in keys]
    return TeamConsequences(
        environment=name,
        team=team,
        accounts=tuple(
            TeamAccount(
                key=account.key,
                stage=account.stage or "",
                unit="/".join(account.unit),
                network=_network(zone, account),
                guardrails=_guardrails(zone, account),
                month=months[account.key],
            )
            for account in members
        ),
        access=tuple((line.group, line.permission_set, line.accounts) for line in lines(entries, keys)),
        contents=tuple(_contents(synthesized, keys)),
        currency=cost.currency,
    )


def _network(zone: LandingZone, account: Account) -> str:
    found = spokes(zone.network, account) if zone.network else ()
    return "; ".join(
        f"{spoke.segment} at {spoke.hub} (/{spoke.vpc_prefix})" if spoke.segment else f"{spoke.to.value} at {spoke.hub}"
        for spoke in found
    )


def _guardrails(zone: LandingZone, account: Account) -> int:
    return len({name for each in guardrail_bindings(zone) if each.reaches(account) for name in each.guardrails})


def _contents(synthesized: Synthesized, keys: list[str]) -> list[tuple[str, str, tuple[str, ...]]]:
    found: dict[tuple[str, str], dict[str, None]] = {}
    for resource in synthesized.resources(STARTS_WITH):
        if resource.account in keys:
            kind, argument = STARTS_WITH[resource.kind]
            text = synthesized.with_wildcards(resource, argument)
            path = str(resource.values.get("path") or "").lstrip("/")
            found.setdefault((kind, f"{path}{text}"), {})[str(resource.account)] = None
    return [(kind, name, tuple(sorted(where, key=keys.index))) for (kind, name), where in sorted(found.items())]
