"""Unusual costs: what is looked at, and who is told."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from cdktf import Fn, ITerraformDependable, TerraformLocal, Token
from cdktf_cdktf_provider_aws.ce_anomaly_monitor import CeAnomalyMonitor
from cdktf_cdktf_provider_aws.ce_anomaly_subscription import (
    CeAnomalySubscription,
    CeAnomalySubscriptionSubscriber,
    CeAnomalySubscriptionThresholdExpression,
    CeAnomalySubscriptionThresholdExpressionDimension,
)
from constructs import Construct

from modules.cost.plan import NO_TEAM, TEAM
from modules.cost.spec import AnomaliesSpec

_TEAM, _NO_TEAM, _SERVICES, _TOPIC = (f"landing-zone-{name}" for name in ("team-", "no-team", "services", "topic"))


@dataclass(frozen=True, slots=True)
class WatchedTeam:
    """A team, and who is told of its unusual costs; or markers of those, written once for each team."""

    name: str
    emails: tuple[str, ...]
    """At most ten addresses."""


class CostAnomalies(Construct):
    """Define monitors of each team's costs and of no team's: mail once a day, the topic at once.

    Mail goes out daily, and a topic is told of each anomaly by itself: neither takes the other's frequency (AWS Cost
    Management API Reference, AnomalySubscription).

    Args:
        scope: The stack.
        id_: What it is called in addresses.
        spec: What the environment says of it.
        emails: Who is told of what is no team's, at most ten addresses.
        teams: The teams.
        topic_arn: The topic that is told of everything.
        category: The category `Team`, which tells whose costs are whose; none where there are no teams.

    """

    def __init__(  # noqa: PLR0913 - what it needs of others comes in as an argument
        self,
        scope: Construct,
        id_: str,
        *,
        spec: AnomaliesSpec,
        emails: Sequence[str],
        teams: Sequence[WatchedTeam],
        topic_arn: str,
        category: ITerraformDependable | None,
    ) -> None:
        super().__init__(scope, id_)
        monitors, subscriptions = Construct(self, "team"), Construct(self, "subscription")
        arns: dict[str, str] = {}
        for team in teams:
            arns[team.name] = _monitor(monitors, team.name, _TEAM + team.name, team.name, category)
            _subscribe(subscriptions, team.name, _TEAM + team.name, spec, [arns[team.name]], emails=team.emails)
        general = [] if category is None else [_monitor(self, "no-team", _NO_TEAM, NO_TEAM, category)]
        general += self._service_monitor(spec)
        if general:
            _subscribe(self, "no-team-subscription", _NO_TEAM, spec, general, emails=emails)
        if arns:
            # A map has an entry for each team, where a list could not be written once for all of them.
            of_teams = TerraformLocal(self, "monitors", arns)
            general = Token.as_list(Fn.concat([general, Token.as_list(Fn.values(of_teams.expression))]))
        if arns or general:
            _subscribe(self, "topic", _TOPIC, spec, general, topic_arn=topic_arn)

    def _service_monitor(self, spec: AnomaliesSpec) -> list[str]:
        if spec.service_monitor == "none":
            return []
        if spec.service_monitor != "create":
            return [spec.service_monitor]
        monitor = CeAnomalyMonitor(
            self, "services", name=_SERVICES, monitor_type="DIMENSIONAL", monitor_dimension="SERVICE"
        )
        return [monitor.arn]


def _monitor(scope: Construct, id_: str, name: str, value: str, category: ITerraformDependable | None) -> str:
    # With all members, as the provider reads it back: one without them would be replaced in every run.
    specification = {
        "And": None,
        "CostCategories": {"Key": TEAM, "MatchOptions": None, "Values": [value]},
        "Dimensions": None,
        "Not": None,
        "Or": None,
        "Tags": None,
    }
    return CeAnomalyMonitor(
        scope,
        id_,
        name=name,
        monitor_type="CUSTOM",
        monitor_specification=json.dumps(specification, ensure_ascii=False),
        depends_on=[category] if category else None,
    ).arn


def _subscribe(  # noqa: PLR0913 - each is a property of its own
    scope: Construct,
    id_: str,
    name: str,
    spec: AnomaliesSpec,
    monitors: list[str],
    *,
    emails: Sequence[str] = (),
    topic_arn: str | None = None,
) -> None:
    by_mail = [CeAnomalySubscriptionSubscriber(type="EMAIL", address=email) for email in emails]
    by_topic = [CeAnomalySubscriptionSubscriber(type="SNS", address=topic_arn)] if topic_arn else []
    impact = CeAnomalySubscriptionThresholdExpressionDimension(
        key="ANOMALY_TOTAL_IMPACT_ABSOLUTE",
        match_options=["GREATER_THAN_OR_EQUAL"],
        values=[str(spec.minimum_usd)],
    )
    CeAnomalySubscription(
        scope,
        id_,
        name=name,
        frequency="IMMEDIATE" if topic_arn else "DAILY",
        monitor_arn_list=monitors,
        subscriber=[*by_mail, *by_topic],
        threshold_expression=CeAnomalySubscriptionThresholdExpression(dimension=impact),
    )
