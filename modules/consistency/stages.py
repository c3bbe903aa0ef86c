"""Checks of stages: each says whether it is production, and nothing names one that is not there."""

from __future__ import annotations

from collections.abc import Iterator

from modules.accounts.stages import KNOWN_STAGES
from modules.consistency.dropped import Dropped, KeyPath
from modules.landing_zone import LandingZone
from modules.specification.errors import LandingZoneError
from modules.specification.suggestions import nearest, unknown


def stages_say_whether_they_are_production(zone: LandingZone, _: Dropped) -> Iterator[LandingZoneError]:
    for stage, spec in zone.stages.items():
        if spec.production is None and stage not in KNOWN_STAGES:
            yield LandingZoneError(
                "a stage must say whether it is production",
                got=f"{stage} without `production`",
                why=f"who has access, and what accounts are connected to, goes by that; only {', '.join(KNOWN_STAGES)} "
                "are known",
                fix="add `production: true` or `production: false`",
                path=("stages", stage),
            )


def stages_of_teams_are_in_lower_case(zone: LandingZone, _: Dropped) -> Iterator[LandingZoneError]:
    for stage in dict.fromkeys(account.stage for account in zone.roster if account.team and account.stage):
        if stage != stage.lower():
            yield LandingZoneError(
                "a stage of teams must be in lower case",
                got=stage,
                why="it becomes part of the names of their buckets, and S3 takes no capitals",
                fix=f"write {stage.lower()}, also where accounts, people and the network name it",
                path=("stages", stage),
            )


def stages_of_a_team_are_distinct(zone: LandingZone, _: Dropped) -> Iterator[LandingZoneError]:
    for team, spec in zone.teams.items():
        stages = spec.stages or ()
        for index, stage in enumerate(stages):
            if stage in stages[:index]:
                yield LandingZoneError(
                    "a stage is listed twice",
                    got=stage,
                    why="a team has one account for each stage",
                    fix="remove one of the two",
                    path=("teams", team, "stages", index),
                )


def stages_of_teams_have_a_unit(zone: LandingZone, dropped: Dropped) -> Iterator[LandingZoneError]:
    if dropped.below("stages"):
        return
    with_a_unit = [stage for stage, spec in zone.stages.items() if spec.unit]
    for team, spec in zone.teams.items():
        if spec.stages is None and not with_a_unit:
            yield LandingZoneError(
                "the team has no account",
                got=f"stages: {', '.join(zone.stages) or 'none'}, none of them with a unit",
                why="a team has an account for each stage that has a unit",
                fix="add the unit to a stage: `dev: {unit: ...}`",
                path=("teams", team),
            )
        for index, stage in enumerate(spec.stages or ()):
            if stage not in with_a_unit:
                where = ("teams", team, "stages", index)
                yield _without_a_unit(stage, where) if stage in zone.stages else _not_described(zone, stage, where)


def _without_a_unit(stage: str, path: KeyPath) -> LandingZoneError:
    return LandingZoneError(
        "the stage of a team has no unit",
        got=stage,
        why="`stages` says which organizational unit the accounts of a stage live in",
        fix=f"add `unit` to stages.{stage}",
        path=path,
    )


def _not_described(zone: LandingZone, stage: str, path: KeyPath) -> LandingZoneError:
    guess = None if stage in KNOWN_STAGES else nearest(stage, zone.stages)
    production = "" if stage in KNOWN_STAGES else ", production: ..."
    return LandingZoneError(
        "the stage is not described",
        got=stage,
        why="`stages` says which organizational unit the accounts of a stage live in",
        fix=f"write {guess}" if guess else f"add `{stage}: {{unit: ...{production}}}` to stages",
        path=path,
    )


_BY_STAGE = {
    "account_ids": "an account id",
    "connectivity": "connectivity",
    "segment": "a segment",
    "vpc_prefix": "a VPC's size",
    "monthly_budget_usd": "a budget",
    "vpc": "a VPC",
    "guardrails": "a guardrail",
}
"""What a team may say of its accounts by stage."""


def stages_of_a_team_are_its_own(zone: LandingZone, dropped: Dropped) -> Iterator[LandingZoneError]:
    if dropped.below("stages"):
        return
    for team, spec in zone.teams.items():
        own = spec.stages or tuple(stage for stage, described in zone.stages.items() if described.unit)
        for key, what in _BY_STAGE.items():
            for stage in getattr(spec, key):
                if stage not in own:
                    yield LandingZoneError(
                        f"{what} is given for a stage that the team does not have",
                        got=stage,
                        why=f"the team has {', '.join(own) or 'none'}",
                        fix=f"add the stage, or remove {'the id' if key == 'account_ids' else 'the entry'}",
                        path=("teams", team, key, stage),
                    )


def stages_named_exist(zone: LandingZone, dropped: Dropped) -> Iterator[LandingZoneError]:
    if dropped.below("stages"):
        return
    known = tuple(dict.fromkeys((*zone.stages, *KNOWN_STAGES)))
    for where, stage in _named(zone):
        if stage not in known:
            why = f"stages has {', '.join(zone.stages) or 'none'}"
            otherwise = "write one of these, or add the stage"
            yield unknown("there is no such stage", stage, known, why=why, otherwise=otherwise, path=where)


def workloads_have_a_stage_that_is_described(zone: LandingZone, dropped: Dropped) -> Iterator[LandingZoneError]:
    for key, spec in zone.accounts.items():
        if spec.stage and spec.stage not in zone.stages and not dropped.below("stages"):
            why = f"stages has {', '.join(zone.stages) or 'none'}"
            otherwise = f"add `{spec.stage}: {{production: ...}}` to stages"
            where = ("accounts", key, "stage")
            yield unknown("there is no such stage", spec.stage, zone.stages, why=why, otherwise=otherwise, path=where)


def _named(zone: LandingZone) -> Iterator[tuple[KeyPath, str]]:
    """Every stage that access and connectivity name."""
    identity = zone.identity
    for key, group in identity.groups.items():
        for index, access in enumerate(group.access):
            where: KeyPath = ("identity", "groups", key, "access", index, "stages")
            yield from (((*where, place), stage) for place, stage in enumerate(access.stages))
    for key, team_group in identity.team_groups.items():
        where = ("identity", "team_groups", key, "permission_sets")
        yield from (((*where, stage), stage) for stage in team_group.permission_sets)
    for team, groups in identity.teams.items():
        for key, stages in groups.items():
            yield from ((("identity", "teams", team, key, stage), stage) for stage in stages)
    yield from ((("identity", "users", key, "stage"), user.stage) for key, user in identity.users.items() if user.stage)
    for name in zone.network.connectivity if zone.network else ():
        _, _, stage = name.partition("/")
        if stage:
            yield ("network", "connectivity", name), stage
