"""What costs are told apart by, worked out of an environment. No cdktf here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from modules.accounts.roster import Account
from modules.accounts.team_spec import TeamSpec
from modules.aws_limits import COST_CATEGORY_RULES
from modules.cost.spec import BudgetsSpec
from modules.specification.tag_keys import LibraryTag, TagKeys, key_of

TEAM, STAGE, SEGMENT, DOMAIN = "Team", "Stage", "Segment", "Domain"
"""The names of cost categories."""

NO_TEAM = "no team"
"""What costs have as their team that are no team's."""


class By(StrEnum):
    """What a rule looks at."""

    NAME = "name"
    """The account's name in Organizations is one of the texts."""
    END_OF_NAME = "end of name"
    """The account's name ends with one of the texts."""
    STAGE = "stage"
    """The category `Stage` has one of the texts as its value."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A value, and which costs have it."""

    value: str
    by: By
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """A cost category: rules are tried in their order, and the first that fits decides."""

    name: str
    rules: tuple[Rule, ...]
    tag_key: str | None = None
    """The tag whose value counts where no rule fits; none where there is no such tag. It is a rule, too."""
    default: str
    """The value of everything else."""

    @property
    def key(self) -> str:
        """What it is called in addresses."""
        return self.name.lower()


@dataclass(frozen=True, slots=True, kw_only=True)
class Segments:
    """In which network segment accounts are."""

    by_stage: Mapping[str, str]
    """The segment of accounts of a stage, unless they have one of their own."""
    by_name: Mapping[str, str]
    """The segment of single accounts, by their names: those with one of their own, and foundational ones."""


def costs_with_tag(key: str, value: str) -> dict[str, list[str]]:
    """Return the filter by which AWS Budgets finds costs with a tag; neither part of it has a `$` of its own."""
    return {"TagKeyValue": [f"user:{key}${value}"]}


def categories(
    accounts: Iterable[Account], *, stages: Sequence[str], segments: Segments, tag_keys: TagKeys
) -> tuple[Category, ...]:
    """Return the cost categories of an environment; one without any value of its own is left out.

    One account more changes none of them: a team's accounts are named for every stage that there is, whether the team
    has it or not, and those of a stage by how their names end. A team, a stage, or a data lake's domain more is a value
    more, and does. Teams beyond the number of rules that AWS takes are told apart by their tag alone.

    Args:
        accounts: Every account.
        stages: Every stage.
        segments: Where accounts are in the network.
        tag_keys: The organization's keys for the library's tags.

    """
    accounts = list(accounts)
    teams = list(dict.fromkeys(account.team for account in accounts if account.team))
    domains = {account.name: account.domain for account in accounts if account.domain}
    found = (
        Category(
            name=TEAM,
            rules=tuple(Rule(team, By.NAME, tuple(f"{team}-{stage}" for stage in stages)) for team in teams),
            tag_key=key_of(LibraryTag.TEAM, tag_keys),
            default=NO_TEAM,
        ),
        Category(
            name=STAGE,
            # The longest first: what ends with -pre-prod ends with -prod, too.
            rules=tuple(Rule(stage, By.END_OF_NAME, (f"-{stage}",)) for stage in sorted(stages, key=len, reverse=True)),
            tag_key=key_of(LibraryTag.STAGE, tag_keys),
            default="no stage",
        ),
        Category(
            name=SEGMENT,
            rules=(*_grouped(segments.by_name, By.NAME), *_grouped(segments.by_stage, By.STAGE)),
            default="no segment",
        ),
        Category(name=DOMAIN, rules=_grouped(domains, By.NAME), default="no domain"),
    )
    most = COST_CATEGORY_RULES.value - 1
    return tuple(replace(category, rules=category.rules[:most]) for category in found if category.rules)


def team_budgets(teams: Mapping[str, TeamSpec], stages: Sequence[str], spec: BudgetsSpec) -> dict[str, int]:
    """Return what teams may cost in a month, in US dollars, of those where it is said.

    Args:
        teams: Every team.
        stages: Every stage that gives a team an account.
        spec: What the environment says of budgets.

    """
    found = {}
    for team, described in teams.items():
        own = [stage for stage in stages if described.stages is None or stage in described.stages]
        if team in spec.teams_usd:
            found[team] = spec.teams_usd[team]
        elif own and all(stage in described.monthly_budget_usd for stage in own):
            found[team] = sum(described.monthly_budget_usd[stage] for stage in own)
    return found


def _grouped(values: Mapping[str, str], by: By) -> tuple[Rule, ...]:
    texts: dict[str, list[str]] = {}
    for text, value in values.items():
        texts.setdefault(value, []).append(text)
    return tuple(Rule(value, by, tuple(sorted(found))) for value, found in sorted(texts.items()))
