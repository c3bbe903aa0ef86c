"""Unusual costs: what is looked at, and who is told."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from cdktf import ITerraformDependable
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


class CostAnomalies(Construct):
    """Look at each team's costs, and at those of no team; write to people once a day, and to the topic at once.

    Mail goes out daily, and a topic is told of each anomaly by itself: neither takes the other's frequency (AWS Cost
    Management API Reference, AnomalySubscription).

    Args:
        scope: The stack.
        id_: What it is called in addresses.
        spec: What the environment says of it.
        emails: Who is told of what is no team's, at most ten addresses.
        emails_of_teams: Who is told of a team's, by team, at most ten addresses each.
        topic_arn: The topic that is told of everything.
        category: The category `Team`, which tells whose costs are whose.

    """

    def __init__(  # noqa: PLR0913 - what it needs of others comes in as an argument
        self,
        scope: Construct,
        id_: str,
        *,
        spec: AnomaliesSpec,
        emails: Sequence[str],
        emails_of_teams: Mapping[str, Sequence[str]],
        topic_arn: str,
        category: ITerraformDependable | None,
    ) -> None:
        super().__init__(scope, id_)
        teams, subscriptions = Construct(self, "team"), Construct(self, "subscription")
        arns: list[str] = []
        for team, addresses in emails_of_teams.items():
            arns.append(monitor := self._monitor(teams, team, _TEAM + team, team, category))
            self._subscribe(subscriptions, team, _TEAM + team, spec, [monitor], emails=addresses)
        general = [] if category is None else [self._monitor(self, "no-team", _NO_TEAM, NO_TEAM, category)]
        general += self._service_monitor(spec)
        if general:
            self._subscribe(self, "no-team-subscription", _NO_TEAM, spec, general, emails=emails)
        if arns or general:
            self._subscribe(self, "topic", _TOPIC, spec, [*general, *arns], topic_arn=topic_arn)

    def _service_monitor(self, spec: AnomaliesSpec) -> list[str]:
        if spec.service_monitor == "none":
            return []
        if spec.service_monitor != "create":
            return [spec.service_monitor]
        monitor = CeAnomalyMonitor(
            self, "services", name=_SERVICES, monitor_type="DIMENSIONAL", monitor_dimension="SERVICE"
        )
        return [monitor.arn]

    @staticmethod
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
            monitor_specification=json.dumps(specification),
            depends_on=[category] if category else None,
        ).arn

    @staticmethod
    def _subscribe(  # noqa: PLR0913 - each is a property of its own
        scope: Construct,
        id_: str,
        name: str,
        spec: AnomaliesSpec,
        monitors: Sequence[str],
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
            monitor_arn_list=[*monitors],
            subscriber=[*by_mail, *by_topic],
            threshold_expression=CeAnomalySubscriptionThresholdExpression(dimension=impact),
        )
