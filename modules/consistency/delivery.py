"""Checks of delivery without keys: that roles get to the states, and that nobody else's role is in between."""

from __future__ import annotations

from collections.abc import Iterator

from modules.consistency.dropped import Dropped
from modules.deployment.spec import CloudBackendSpec, LocalBackendSpec, S3BackendSpec
from modules.landing_zone import LandingZone
from modules.specification.errors import LandingZoneError


def delivery_gets_to_the_state(zone: LandingZone, dropped: Dropped) -> Iterator[LandingZoneError]:
    if dropped.below("deployment") or zone.delivery is None:
        return
    fix = "keep states in S3, or remove `delivery`"
    match zone.deployment.backend:
        case CloudBackendSpec(hostname=host) if zone.delivery.hcp and ":" in host:
            got, why = (
                host,
                "IAM trusts no host with a port (IAM API Reference, CreateOpenIDConnectProvider)",
            )
            fix = "serve it on port 443, and leave the port out"
        case CloudBackendSpec(project=str()) if zone.delivery.hcp:
            return
        case CloudBackendSpec() if zone.delivery.hcp:
            got, why = "no project", "a token of HCP Terraform names the project, and is compared letter by letter"
            fix = "write `project` with the name of a project of its own"
        case other if zone.delivery.hcp:
            got, why = f"hcp with type: {other.type}", "runs of HCP Terraform keep their states there"
            fix = "write `type: cloud` with organization and project, or let somebody else deliver"
        case LocalBackendSpec():
            got, why = "type: local", "a job's files are gone when it ends, and the state with them"
        case CloudBackendSpec():
            got, why = "type: cloud", "HCP Terraform runs what is planned and applied, and no job of a pipeline does"
            fix = "write `hcp: {}` in the place of others, or keep states in S3"
        case S3BackendSpec(dynamodb_table=str(table)):
            got, why = f"dynamodb_table: {table}", "a role that plans would have to write items of a table"
            fix = "lock with `use_lockfile: true` (Terraform 1.10 or newer)"
        case S3BackendSpec(kms_key_id=str(key)) if ":key/" not in key and zone.deployment.state_access is None:
            got, why = f"kms_key_id: {key}", "a policy names keys by their ARN, and no other key may be used"
            fix = "write the ARN of the key"
        case _:
            return
    yield LandingZoneError(
        "who delivers without keys must get to the state", got=got, why=why, fix=fix, path=("deployment", "backend")
    )


def delivery_works_as_roles_of_its_own(zone: LandingZone, dropped: Dropped) -> Iterator[LandingZoneError]:
    if zone.delivery is None or dropped.below("delivery"):
        return
    if (role := zone.deployment.management_role) and not dropped.below("deployment"):
        yield LandingZoneError(
            "no role must be assumed in the management account where pipelines deliver",
            got=role,
            why="Terraform would work as it in plans, too, and a plan could change whatever it may",
            fix="remove `management_role`: the roles of `delivery` are in that account already",
            path=("deployment", "management_role"),
        )
    taken = (zone.vending.role_name(), zone.guardrails.clean_up_role)
    if zone.delivery.plan_role.lower() in {name.lower() for name in taken}:
        yield LandingZoneError(
            "the role that plans must be a role of its own",
            got=zone.delivery.plan_role,
            why="a role of that name has other rights, and AWS compares names without case",
            fix="remove `plan_role`, or write another name",
            path=("delivery", "plan_role"),
        )
    taken_by_others = {name.lower() for name in (*taken, zone.delivery.plan_role)}
    if (hcp := zone.delivery.hcp) and hcp.apply_role.lower() in taken_by_others:
        yield LandingZoneError(
            "the role that applies must be a role of its own",
            got=hcp.apply_role,
            why="a role of that name has other rights or trusts others, and AWS compares names without case",
            fix="remove `apply_role`, or write another name",
            path=("delivery", "hcp", "apply_role"),
        )
