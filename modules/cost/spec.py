"""What a user may say about costs: who is told of them, by what they are told apart. No cdktf here."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from modules.specification.model import AccountEmail, Name, Spec, TagKey
from modules.specification.texts import matching

Usd = Annotated[int, Field(ge=1, le=100_000_000)]

ServiceMonitor = Annotated[
    str,
    AfterValidator(
        matching(
            r"none|create|arn:aws:ce::\d{12}:anomalymonitor/[\w-]+",
            what="the monitor of services must be none, create, or the ARN of one that there is",
            why="Cost Explorer knows a monitor by its ARN",
            fix="write none, create, or what `aws ce get-anomaly-monitors` says, such as "
            "arn:aws:ce::111111111111:anomalymonitor/1a2b3c4d-5e6f-7a8b-9c0d-1e2f3a4b5c6d",
        )
    ),
    Field(examples=["create"]),
]
"""`none`, `create`, or `arn:aws:ce::111111111111:anomalymonitor/1a2b3c4d-5e6f-7a8b-9c0d-1e2f3a4b5c6d`."""


class BudgetsSpec(Spec):
    """Budgets beyond those of single accounts, which are in the accounts."""

    organization_usd: Usd | None = None
    """What all accounts together may cost in a month, in US dollars. Without it nobody is told what the whole costs."""

    teams_usd: dict[Name, Usd] = Field(default_factory=dict)
    """What a team may cost in a month in all its accounts, by team. A team that is not here has what its stages may
    cost together (`teams.<name>.monthly_budget_usd`), where that is said of each of them; otherwise it has no budget
    as a whole."""


class AnomaliesSpec(Spec):
    """AWS Cost Anomaly Detection: costs that are unlike those of the days before."""

    minimum_usd: Usd = 100
    """By how much more than expected something must cost before people are told, in US dollars."""

    service_monitor: ServiceMonitor = "none"
    """The monitor that looks at each service. An account has one at most, and whoever used Cost Explorer since March
    2023 has AWS's: name its ARN, and people are told of what it finds too. `create`: there is none yet. `none`: only
    teams, and what is no team's, are looked at."""


class ExportsSpec(Spec):
    """Data Exports: every line of the bill as files, in AWS's own columns (CUR 2.0) and in those of FOCUS 1.2."""

    enabled: bool = True
    """Whether there are any. Without them costs are only seen in Cost Explorer, for as long as that keeps them."""

    granularity: Literal["HOURLY", "DAILY", "MONTHLY"] = "DAILY"
    """What one line is about. Another one replaces the exports; what they have written stays."""

    resource_ids: bool = True
    """Whether lines name the resource that costs: more lines, and more to store. A change replaces the export."""

    expire_after_days: int = Field(default=1096, ge=35, le=36500)
    """Days for which files are kept: 35 to 36,500. A month's files are written again until its bill is final."""

    query_limit_gib: int = Field(default=10, ge=1, le=10_000)
    """What one query of the bill may read before it is stopped, in GiB: 1 to 10,000."""


class CostSpec(Spec):
    """Costs of the whole organization. `{}` is the recommended whole."""

    emails: tuple[AccountEmail, ...] = Field(default=(), max_length=8)
    """Addresses that are written to beside the billing contact: at most 8."""

    budgets: BudgetsSpec = BudgetsSpec()
    """Budgets of the organization and of teams."""

    anomalies: AnomaliesSpec = AnomaliesSpec()
    """Unusual costs, by team."""

    allocation_tags: tuple[TagKey, ...] = Field(default=(), max_length=12)
    """Keys of tags by which costs are told apart, beside the library's: at most 12. AWS knows a key some hours after
    something with it has cost something, and it is activated within half a day from then."""

    exports: ExportsSpec = ExportsSpec()
    """The bill as files."""
