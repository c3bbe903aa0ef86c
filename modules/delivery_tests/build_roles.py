"""The roles that builds of AWS CodeBuild work as, read from the template that makes them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from modules.delivery.classes import AccountClass, Phase
from modules.delivery.codepipeline.builds import Build, BuildsPlace
from modules.delivery.codepipeline.commands import PipelineEnvironment
from modules.delivery.codepipeline.pipeline import Pipeline
from modules.delivery.codepipeline.references import CONNECTION, KEY, REPOSITORY
from modules.delivery.codepipeline.roles import RIGHTS, role_id
from modules.delivery.codepipeline.template import pipelines_template
from modules.delivery.spec import CodePipelineSpec
from modules.delivery_tests.facts import place_of_builds
from modules.delivery_tests.resolved import resolved
from modules.delivery_tests.roles import DeliveryRole
from modules.landing_zone import LandingZone

BUILDS = "builds"
"""What scenarios call those that start builds."""


def build_roles(
    name: str, zone: LandingZone, spec: CodePipelineSpec, roles: Sequence[DeliveryRole]
) -> tuple[DeliveryRole, ...]:
    """Return the service role of every project of builds of an environment.

    Args:
        name: The environment.
        zone: What its YAML says.
        spec: And of AWS CodePipeline.
        roles: Those of the management account that builds work as.

    """
    place = place_of_builds(zone, spec)
    environment = PipelineEnvironment(
        name=name,
        region=zone.organization.home_region,
        plan_roles=tuple(role.arn for role in roles if role.phase is Phase.PLAN),
        apply_roles=tuple(role.arn for role in roles if role.phase is Phase.APPLY),
        plans_pull_requests=spec.plans_pull_requests,
    )
    template = pipelines_template([environment], place, write=str)
    values = stand_ins(place)
    known = {
        CONNECTION: values["connection"],
        REPOSITORY: values["connected_repository"],
        f"{KEY}.Arn": values["pipeline_key"],
        **{f"{pipeline.bucket_id}.Arn": _bucket(pipeline) for pipeline in Pipeline},
    }
    return tuple(
        _role(place, name, build, resolved(template["Resources"][role_id(name, build)]["Properties"], known))
        for build in Build
    )


def stand_ins(place: BuildsPlace) -> dict[str, str]:
    """Return what placeholders of scenarios stand for that only the stack knows."""
    own = f"{place.region}:{place.account_id}"
    return {
        "connection": f"arn:aws:codeconnections:{own}:connection/00000000-0000-0000-0000-000000000000",
        "connected_repository": "acme/landing-zone",
        "pipeline_key": f"arn:aws:kms:{own}:key/00000000-0000-0000-0000-000000000001",
        **{f"{pipeline}_artifacts": _bucket(pipeline) for pipeline in Pipeline},
    }


def _bucket(pipeline: Pipeline) -> str:
    return f"arn:aws:s3:::artifacts-of-{pipeline}"


def _role(place: BuildsPlace, environment: str, build: Build, properties: Mapping[str, Any]) -> DeliveryRole:
    called = f"the {build} build"
    (own,) = properties["Policies"]
    return DeliveryRole(
        build,
        AccountClass.MANAGEMENT,  # it becomes roles of every class
        place.role_arn(environment, build),
        properties["AssumeRolePolicyDocument"],
        {f"{RIGHTS} of {called}": own["PolicyDocument"]},
        place.account_id,
        called,
    )
