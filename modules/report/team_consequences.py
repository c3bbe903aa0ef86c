"""What a team's few lines of YAML come to: accounts, people, networks, data, products, models, sandboxes, costs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from rich import box
from rich.markup import escape
from rich.table import Table

STARTS_WITH: Mapping[str, tuple[str, str]] = {
    "aws_athena_workgroup": ("workgroup", "name"),
    "aws_backup_vault": ("backup vault", "name"),
    "aws_cloudwatch_log_group": ("log group", "name"),
    "aws_iam_policy": ("policy", "name"),
    "aws_iam_role": ("role", "name"),
    "aws_kms_alias": ("key", "name"),
    "aws_s3_bucket": ("bucket", "bucket"),
    "aws_sagemaker_domain": ("Studio", "domain_name"),
    "aws_sagemaker_mlflow_tracking_server": ("tracking server", "tracking_server_name"),
    "aws_sagemaker_user_profile": ("profile in Studio", "user_profile_name"),
    "aws_ssm_parameter": ("parameter", "name"),
}
"""What people look for in an account, by type: what it is called here, and the argument with its name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamAccount:
    """One account of a team."""

    key: str
    stage: str
    unit: str
    network: str
    """What its VPCs are connected to: `production segment at eu-west-1 (/22)`; empty without any."""
    guardrails: int
    """How many guardrails reach it."""
    budget: str
    """What it may cost in a month, as it is told; empty where nobody is told."""
    month: Decimal
    """What it costs in a month at least."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamSandbox:
    """A sandbox that is billed to the team's cost center."""

    key: str
    owner: str
    expires: str
    """Its last day; empty where it has none."""
    budget: str
    """What it may cost in a month before it is stopped; empty where it never is."""
    month: Decimal
    """What it costs in a month at least."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamConsequences:
    """All that follows from a team in one environment."""

    environment: str
    team: str
    accounts: tuple[TeamAccount, ...]
    access: tuple[tuple[str, str, tuple[str, ...]], ...]
    """Group, permission set, and the accounts where the group has it."""
    contents: tuple[tuple[str, str, tuple[str, ...]], ...]
    """Kind, name, and the accounts that have it; `*` stands for what is known at apply only."""
    products: tuple[tuple[str, str, str, tuple[str, ...]], ...]
    """Data product, the lake that it is of, its LF-Tags, and the accounts that read it."""
    launches: tuple[tuple[str, str, str, tuple[str, ...]], ...]
    """Product of Service Catalog with its current version, the portfolio, the permission sets of those who launch it,
    and the accounts in which they do."""
    models: tuple[tuple[str, str, tuple[str, ...]], ...]
    """What is done with models of the registry, by whom, and the accounts in which they do."""
    sandboxes: tuple[TeamSandbox, ...]
    currency: str

    @property
    def month(self) -> Decimal:
        """What all accounts cost in a month at least, sandboxes left out: whose those are is known by their bill."""
        return sum((account.month for account in self.accounts), Decimal())


def team_tables(team: TeamConsequences) -> Iterator[Table]:
    """Lay it out for a person: accounts with their cost, who gets in, what accounts start with."""
    accounts = _table(
        f"Accounts of {team.team} in {team.environment}",
        ("account", "stage", "unit", "network", "guardrails", "budget", f"{team.currency} a month"),
        (
            (a.key, a.stage, a.unit, a.network or "none", str(a.guardrails), a.budget or "none", f"{a.month:,.2f}")
            for a in team.accounts
        ),
    )
    accounts.add_section()
    accounts.add_row("all", "", "", "", "", "", f"{team.month:,.2f}")
    yield accounts
    rows = ((group, name, _places(keys, team)) for group, name, keys in team.access)
    yield _table("Who gets in", ("group", "permission set", "accounts"), rows)
    rows = ((kind, name, _places(keys, team)) for kind, name, keys in team.contents)
    yield _table("What the accounts start with", ("kind", "name", "accounts"), rows)
    yield from _shared(team)


def _shared(team: TeamConsequences) -> Iterator[Table]:
    """Lay out what the team has of others: data, products, models, sandboxes; nothing where it has none."""
    if team.products:
        data = ((name, lake, tags, _places(keys, team)) for name, lake, tags, keys in team.products)
        yield _table("Which data they read", ("product", "lake", "LF-Tags", "accounts"), data)
    if team.launches:
        launches = ((name, portfolio, by, _places(keys, team)) for name, portfolio, by, keys in team.launches)
        yield _table("What they launch", ("product", "portfolio", "by", "accounts"), launches)
    if team.models:
        models = ((what, by, ", ".join(keys)) for what, by, keys in team.models)
        yield _table("What becomes of models", ("what", "by", "accounts"), models)
    if team.sandboxes:
        columns = ("sandbox", "owner", "last day", "budget", f"{team.currency} a month")
        cells = ((s.key, s.owner, s.expires or "none", s.budget or "none", f"{s.month:,.2f}") for s in team.sandboxes)
        yield _table("Sandboxes of its cost center", columns, cells)


def team_data(team: TeamConsequences) -> dict[str, Any]:
    """Return it for programs."""
    return {
        "environment": team.environment,
        "team": team.team,
        "currency": team.currency,
        "month": f"{team.month:.2f}",
        "accounts": [
            {
                "key": account.key,
                "stage": account.stage,
                "unit": account.unit,
                "network": account.network,
                "guardrails": account.guardrails,
                "budget": account.budget,
                "month": f"{account.month:.2f}",
            }
            for account in team.accounts
        ],
        "access": [{"group": g, "permission_set": name, "accounts": [*keys]} for g, name, keys in team.access],
        "contents": [{"kind": kind, "name": name, "accounts": [*keys]} for kind, name, keys in team.contents],
        "products": [
            {"name": name, "lake": lake, "tags": tags, "accounts": [*keys]} for name, lake, tags, keys in team.products
        ],
        "launches": [
            {"product": name, "portfolio": portfolio, "by": by, "accounts": [*keys]}
            for name, portfolio, by, keys in team.launches
        ],
        "models": [{"what": what, "by": by, "accounts": [*keys]} for what, by, keys in team.models],
        "sandboxes": [
            {
                "key": sandbox.key,
                "owner": sandbox.owner,
                "expires": sandbox.expires,
                "budget": sandbox.budget,
                "month": f"{sandbox.month:.2f}",
            }
            for sandbox in team.sandboxes
        ],
    }


def _table(title: str, columns: Iterable[str], rows: Iterable[tuple[str, ...]]) -> Table:
    table = Table(title=title, box=box.SIMPLE_HEAD, title_justify="left")
    for column in columns:
        is_number = column in {"guardrails", "budget"} or column.endswith("a month")
        table.add_column(column, justify="right" if is_number else "left", overflow="fold")
    for row in rows:
        table.add_row(*map(escape, row))
    return table


def _places(keys: tuple[str, ...], team: TeamConsequences) -> str:
    return "each" if set(keys) == {account.key for account in team.accounts} else ", ".join(keys)
