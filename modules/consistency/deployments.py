"""Checks of deployments of models: who is deployed for, where, and on what."""

from __future__ import annotations

from collections.abc import Iterator
from fnmatch import fnmatchcase

from modules.accounts.roster import Account
from modules.accounts.spec import Function
from modules.accounts.stages import StageKind
from modules.consistency.dropped import Dropped
from modules.consistency.workload_needs import missing_vpc, unknown_classification
from modules.landing_zone import LandingZone
from modules.landing_zone.deployments import has_registry, has_vpc_to_serve_in, stages_that_deploy
from modules.machine_learning.spec import ModelDeploymentsSpec
from modules.organization.guardrails.library import guardrail
from modules.specification.errors import LandingZoneError
from modules.specification.suggestions import nearest

_DEPLOYMENTS = ("machine_learning", "deployments")
_CLASSIFICATION = (*_DEPLOYMENTS, "data_classification")


def only_the_central_team_deploys_for_others(zone: LandingZone, _: Dropped) -> Iterator[LandingZoneError]:
    for key, spec in zone.accounts.items():
        if spec.deploys_for and spec.function is not Function.ML_DEPLOYMENTS:
            yield LandingZoneError(
                "only an account of ml-deployments must deploy for teams",
                got=f"deploys_for {', '.join(spec.deploys_for)} for the function {spec.function}",
                why="a team's models are served in its own accounts, or in that of the central team",
                fix="remove `deploys_for`, or write function: ml-deployments",
                path=("accounts", key, "deploys_for"),
            )


def teams_deployed_for_exist(zone: LandingZone, dropped: Dropped) -> Iterator[LandingZoneError]:
    if dropped.below("teams"):
        return
    for account, index, team in _named(zone):
        if team not in zone.teams:
            guess = nearest(team, zone.teams)
            yield LandingZoneError(
                "there is no such team to deploy for",
                got=team,
                why=f"teams has {', '.join(zone.teams) or 'none'}",
                fix=f"did you mean {guess}?" if guess else "name one of these",
                path=(*account.source, "deploys_for", index),
            )


def teams_deployed_for_have_a_registry(zone: LandingZone, dropped: Dropped) -> Iterator[LandingZoneError]:
    if dropped.below("machine_learning") or dropped.below("accounts"):
        return
    for account in (account for account in zone.roster if account.deploys_for):
        if not has_registry(zone):
            yield LandingZoneError(
                "whoever deploys for teams must have a registry to deploy from",
                got=f"{account.key}, without "
                + ("an account of ml-shared-services" if zone.machine_learning else "the section machine_learning"),
                why="versions of models are approved in the registry, in the account with that function",
                fix="add the account and `machine_learning: {}`, or remove deploys_for",
                path=(*account.source, "deploys_for"),
            )
        elif zone.machine_learning and not zone.machine_learning.deployments.enabled:
            yield LandingZoneError(
                "nobody must be deployed for where nothing is deployed",
                got=f"{account.key}, with machine_learning.deployments.enabled: false",
                why="the teams' own accounts of production would deploy nothing either",
                fix="turn deployments on, or remove deploys_for",
                path=(*account.source, "deploys_for"),
            )


def teams_deployed_for_reach_production(zone: LandingZone, dropped: Dropped) -> Iterator[LandingZoneError]:
    if dropped.below("teams") or dropped.below("stages"):
        return
    produced = {account.team for account in zone.roster if account.stage_kind is StageKind.PROD}
    for account, index, team in _named(zone):
        if team in zone.teams and team not in produced:
            yield LandingZoneError(
                "a team that is deployed for must have an account of production",
                got=team,
                why="its models are approved there, by the team's own people, and nowhere else",
                fix="give the team a stage of production, or take it out of deploys_for",
                path=(*account.source, "deploys_for", index),
            )


def endpoints_are_classified(zone: LandingZone, _: Dropped) -> Iterator[LandingZoneError]:
    spec = _deployments(zone)
    if spec and (unknown := unknown_classification(zone, "endpoints", spec.data_classification, _CLASSIFICATION)):
        yield unknown


def endpoints_run_on_types_that_guardrails_admit(zone: LandingZone, _: Dropped) -> Iterator[LandingZoneError]:
    if (spec := _deployments(zone)) is None:
        return
    deploying = stages_that_deploy(zone)
    admitted = {
        StageKind.PROD: ("production_instance_types", zone.guardrails.production_instance_types),
        StageKind.TEST: ("development_instance_types", zone.guardrails.development_instance_types),
    }
    for kind, (setting, patterns) in admitted.items():
        if kind in deploying and not any(fnmatchcase(spec.instance_type, pattern) for pattern in patterns):
            yield LandingZoneError(
                "endpoints must run on a type that guardrails admit in every stage that deploys",
                got=spec.instance_type,
                why=f"guardrails.{setting} has {', '.join(patterns)}",
                fix=f"write one of these, or add the type to guardrails.{setting}",
                path=(*_DEPLOYMENTS, "instance_type"),
            )


def endpoints_have_disks_that_take_a_key(zone: LandingZone, _: Dropped) -> Iterator[LandingZoneError]:
    spec = _deployments(zone)
    if spec and any(fnmatchcase(spec.instance_type, pattern) for pattern in _with_own_disks()):
        yield LandingZoneError(
            "endpoints must run on instances whose disks take a key",
            got=spec.instance_type,
            why="its instances have disks of their own, and SageMaker refuses a key for those (API Reference, "
            "CreateEndpointConfig)",
            fix="write a type without, such as ml.m5.large",
            path=(*_DEPLOYMENTS, "instance_type"),
        )


def whoever_deploys_is_in_use(zone: LandingZone, _: Dropped) -> Iterator[LandingZoneError]:
    for account in zone.suspended:
        if account.deploys_for:
            yield LandingZoneError(
                "an account that deploys for teams must not be suspended",
                got=f"{account.key}, for {', '.join(account.deploys_for)}",
                why="their own accounts of production would deploy from then on, which nobody asked for",
                fix="remove deploys_for before, and deploy that, or keep the account",
                path=account.place_of("suspension"),
            )


def whoever_deploys_has_a_vpc(zone: LandingZone, _: Dropped) -> Iterator[LandingZoneError]:
    for account in zone.roster:
        if account.deploys_for and not has_vpc_to_serve_in(zone, account):
            yield missing_vpc(
                zone,
                account,
                "that deploys for teams",
                why="models are served in the account's subnets, and in no other network",
                otherwise="remove deploys_for",
            )


def _named(zone: LandingZone) -> Iterator[tuple[Account, int, str]]:
    """Give every team that is named, with the account that names it and its place there."""
    for account in zone.roster:
        for index, team in enumerate(account.deploys_for):
            yield account, index, team


def _deployments(zone: LandingZone) -> ModelDeploymentsSpec | None:
    """Return what is said of endpoints, where there are any."""
    spec = zone.machine_learning.deployments if zone.machine_learning and has_registry(zone) else None
    return spec if spec and spec.enabled else None


def _with_own_disks() -> tuple[str, ...]:
    """Return the types of instances with disks of their own: the guardrail asks no key of them."""
    statements = guardrail("sagemaker-encryption").document["Statement"]
    (asked,) = (each for each in statements if each["Sid"] == "DenyInstanceVolumesWithoutKey")
    return tuple(asked["Condition"]["ForAllValues:StringNotLike"]["sagemaker:InstanceTypes"])
