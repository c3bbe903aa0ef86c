"""The stack of pipelines that `export ci --for codepipeline` writes."""

from __future__ import annotations

import pytest

from modules.exports.ci.codepipeline import TEMPLATE, stack
from tests.emulator.conftest import Client
from tests.exports.ci.environments import PIPELINES, on_codepipeline

pytestmark = pytest.mark.emulator


def test_cloudformation_makes_all_of_the_stack_and_its_builds_are_as_they_are_written(client: Client) -> None:
    formation = client("cloudformation", PIPELINES)
    connection = f"arn:aws:codeconnections:eu-west-1:{PIPELINES}:connection/00000000-0000-0000-0000-000000000000"
    given = {"Connection": connection, "Repository": "acme/landing-zone", "Notified": "platform@acme.example"}
    parameters = [{"ParameterKey": key, "ParameterValue": value} for key, value in given.items()]
    text = stack([on_codepipeline("staging")])[TEMPLATE]
    id_ = formation.create_stack(StackName="landing-zone-pipelines", TemplateBody=text, Parameters=parameters)[
        "StackId"
    ]

    (found,) = formation.describe_stacks(StackName=id_)["Stacks"]
    assert found["StackStatus"] == "CREATE_COMPLETE", found.get("StackStatusReason")

    source, plan, approve, deploy = client("codepipeline", PIPELINES).get_pipeline(name="landing-zone-deploy")[
        "pipeline"
    ]["stages"]
    assert source["actions"][0]["configuration"]["FullRepositoryId"] == "acme/landing-zone"
    started = [stage["actions"][0]["configuration"]["ProjectName"] for stage in (plan, deploy)]
    assert started == ["landing-zone-staging-plan", "landing-zone-staging-apply"]
    (project,) = client("codebuild", PIPELINES).batch_get_projects(names=started[1:])["projects"]
    assert "main.py deploy staging --role-profiles" in project["source"]["buildspec"]
    assert project["concurrentBuildLimit"] == 1
    topic = approve["actions"][0]["configuration"]["NotificationArn"]
    (told,) = client("sns", PIPELINES).list_subscriptions_by_topic(TopicArn=topic)["Subscriptions"]
    assert told["Endpoint"] == "platform@acme.example"
    assert (
        client("scheduler", PIPELINES)
        .get_schedule(Name="landing-zone-drift")["Target"]["Arn"]
        .endswith(":landing-zone-drift")
    )
