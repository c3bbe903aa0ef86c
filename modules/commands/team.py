"""`team show`: what a team's few lines of YAML come to, as synthesized."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from modules.access.matrix import lines
from modules.access.synthesized_access import access_of
from modules.accounts.roster import Account
from modules.commands.console import out
from modules.commands.cost import estimate_synthesized
from modules.commands.synth import synthesize_if_stale
from modules.commands.validate import load_environments
from modules.environment import PROJECT
from modules.estimate.catalogue import read_catalogue
from modules.landing_zone import LandingZone
from modules.landing_zone.catalog import launched_in, launching_permission_sets, published_portfolios
from modules.landing_zone.data import lakes, readers_by_product
from modules.landing_zone.guardrails import guardrail_bindings
from modules.landing_zone.known_ids import known_ids
from modules.landing_zone.models import team_in_registry
from modules.landing_zone.sandboxes import sandboxes
from modules.network.plan.placements import spokes
from modules.report.team_consequences import (
    STARTS_WITH,
    TeamAccount,
    TeamConsequences,
    TeamSandbox,
    team_data,
    team_tables,
)
from modules.specification.errors import LandingZoneError
from modules.specification.permission_set_roles import ANY_SUFFIX
from modules.specification.permission_set_roles import NAME as PERMISSION_SET
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
                budget=_budget(account),
                month=months[account.key],
            )
            for account in members
        ),
        access=tuple((line.group, line.permission_set, line.accounts) for line in lines(entries, keys)),
        contents=tuple(_contents(synthesized, keys)),
        products=tuple(_products(zone, members)),
        launches=tuple(_launches(zone, members)),
        models=tuple(_models(zone, team, members)),
        sandboxes=tuple(
            TeamSandbox(
                key=account.key,
                owner=account.owner,
                expires=f"{account.expires or ''}",
                budget=_budget(account),
                month=months[account.key],
            )
            for account in sandboxes(zone)
            if account.cost_center == zone.teams[team].cost_center
        ),
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


def _budget(account: Account) -> str:
    return f"{account.monthly_budget_usd:,} USD" if account.monthly_budget_usd is not None else ""


def _products(zone: LandingZone, members: list[Account]) -> Iterator[tuple[str, str, str, tuple[str, ...]]]:
    """Give the data products that the team's accounts read, each with its lake and what its tables carry."""
    for domain, lake in lakes(zone).items():
        for name, readers in readers_by_product(zone, domain).items():
            own = tuple(account.key for account in members if account in readers)
            expression = zone.data.products[name].expression if zone.data else {}
            tags = "; ".join(f"{key}: {', '.join(values)}" for key, values in expression.items())
            if own:
                yield name, lake.key, tags, own


def _launches(zone: LandingZone, members: list[Account]) -> Iterator[tuple[str, str, str, tuple[str, ...]]]:
    """Give the products that are launched in the team's accounts, each with its portfolio and who launches it."""
    for portfolio in published_portfolios(zone):
        own = tuple(account.key for account in members if portfolio in launched_in(zone, account))
        if own:
            by = ", ".join(launching_permission_sets(zone, portfolio))
            for product in portfolio.products:
                name = f"{product.definition.title} {product.current.name}"
                yield name, portfolio.description.title, by, own


def _models(zone: LandingZone, team: str, members: list[Account]) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Give what is done with models of the team's group in the registry, where there is one."""
    found = team_in_registry(zone, team, members)
    if found is None:
        return
    steps = {
        f"register in {found.group_name}": found.registering,
        "approve or reject": found.approving,
        "deploy what is approved": found.deploying,
        "load what is deployed": found.serving,
    }
    for what, grantees in steps.items():
        roles = (arn.rpartition("/")[2] for arn in grantees.role_arns)
        names = dict.fromkeys(role.removeprefix(PERMISSION_SET).removesuffix(f"_{ANY_SUFFIX}") for role in roles)
        if names:
            yield what, ", ".join(names), grantees.account_ids


def _contents(synthesized: Synthesized, keys: list[str]) -> list[tuple[str, str, tuple[str, ...]]]:
    found: dict[tuple[str, str], dict[str, None]] = {}
    for resource in synthesized.resources(STARTS_WITH):
        if resource.account in keys:
            kind, argument = STARTS_WITH[resource.kind]
            text = synthesized.with_wildcards(resource, argument)
            path = str(resource.values.get("path") or "").lstrip("/")
            found.setdefault((kind, f"{path}{text}"), {})[str(resource.account)] = None
    return [(kind, name, tuple(sorted(where, key=keys.index))) for (kind, name), where in sorted(found.items())]
