"""Whom pipelines tell that somebody must approve, or that something failed."""

from __future__ import annotations

from typing import Any

from modules.delivery.codepipeline.builds import BuildsPlace
from modules.delivery.codepipeline.pipeline import Pipeline
from modules.delivery.codepipeline.references import KEY, NOTIFIED, TOPIC, arn_of, ref
from modules.storage.statements import deny_without_tls, events_may

Resource = dict[str, Any]

SOMEBODY = "SomebodyIsNotified"
"""The condition: an address is given."""

_VERSION = "2012-10-17"


def notices(place: BuildsPlace) -> dict[str, Resource]:
    """Return the topic, who may send to it, whom it tells, and the rule that sees failures, by logical id."""
    statements = [
        events_may("TheRuleSends", "sns:Publish", ref(TOPIC)),
        deny_without_tls("sns:Publish", ref(TOPIC)),
    ]
    admitted = {"Topics": [ref(TOPIC)], "PolicyDocument": {"Version": _VERSION, "Statement": statements}}
    topic = {"TopicName": f"{place.prefix}-notices", "KmsMasterKeyId": arn_of(KEY)}
    subscription = {"TopicArn": ref(TOPIC), "Protocol": "email", "Endpoint": ref(NOTIFIED)}
    rule = {
        "Name": f"{place.prefix}-failures",
        "Description": "What failed of what was merged, and drift",
        "EventPattern": _failures(place),
        "Targets": [{"Id": "people", "Arn": ref(TOPIC)}],
    }
    return {
        TOPIC: {"Type": "AWS::SNS::Topic", "Properties": topic},
        "TopicPolicy": {"Type": "AWS::SNS::TopicPolicy", "Properties": admitted},
        "Subscription": {"Type": "AWS::SNS::Subscription", "Condition": SOMEBODY, "Properties": subscription},
        "Failures": {"Type": "AWS::Events::Rule", "DependsOn": "TopicPolicy", "Properties": rule},
    }


def _failures(place: BuildsPlace) -> Resource:
    """Fit failures of all but reviews, which people see at their pull request.

    AWS CodePipeline User Guide, Monitoring CodePipeline events.
    """
    return {
        "source": ["aws.codepipeline"],
        "detail-type": ["CodePipeline Pipeline Execution State Change"],
        "detail": {
            "pipeline": [Pipeline.DEPLOY.name_in(place), Pipeline.DRIFT.name_in(place)],
            "state": ["FAILED"],
        },
    }
