"""What placeholders in scenarios stand for in one environment, and what an environment says of an issuer."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from modules.delivery.classes import AccountClass
from modules.delivery.codepipeline.builds import BuildsPlace, place_of
from modules.delivery.spec import CodePipelineSpec, DeliverySpec, GitHubSpec, GitLabSpec, HcpSpec
from modules.delivery_tests.roles import DeliveryRoles
from modules.deployment.state_roles import StateRole
from modules.landing_zone import LandingZone
from modules.landing_zone.delivery import runs_of, state_of
from modules.policy_evaluation.reading.organization_tree import ORGANIZATION_ID

_WORKFLOW = ".github/workflows/deploy.yaml"


@dataclass(frozen=True, slots=True)
class Issuer:
    """What an environment says of one that issues tokens, or starts builds."""

    values: Mapping[str, str]
    """By placeholder."""
    has: Collection[str] = field(default=frozenset())
    """What scenarios may ask for with `only_with`."""


def issuers(name: str, zone: LandingZone, spec: DeliverySpec) -> dict[str, Issuer]:
    """Return those that an environment has, by the names that scenarios have for them."""
    found = {}
    if spec.hcp:
        found["hcp"] = _hcp(zone, spec.hcp)
    if spec.github:
        found["github"] = _github(spec.github)
    if spec.gitlab:
        found["gitlab"] = _gitlab(spec.gitlab)
    if spec.codepipeline:
        found["codebuild"] = of_builds(name, zone, spec.codepipeline)
    return found


def of_builds(name: str, zone: LandingZone, spec: CodePipelineSpec) -> Issuer:
    """Return what an environment says of the builds that deliver it."""
    place = place_of_builds(zone, spec)
    values = {
        "builds_account": place.account_id,
        "builds_region": place.region,
        "prefix": place.prefix,
        "environment_name": name,
    }
    return Issuer(values, {"pull-requests" if spec.plans_pull_requests else "merged"})


def place_of_builds(zone: LandingZone, spec: CodePipelineSpec) -> BuildsPlace:
    """Return where the builds that deliver an environment run."""
    organization = zone.organization
    return place_of(spec, management_id=organization.management_account.id, region=organization.home_region)


def _github(spec: GitHubSpec) -> Issuer:
    owner, _, name = spec.repository.partition("/")
    numbers = ("", "") if spec.names_only else (f"@{spec.owner_id}", f"@{spec.repository_id}")
    values = {
        "owner": owner,
        "repository": name,
        "owner_id": str(spec.owner_id),
        "repository_id": str(spec.repository_id),
        "subject": f"repo:{owner}{numbers[0]}/{name}{numbers[1]}",
        "branch": spec.branch,
        "environment": spec.environment,
        "workflow": spec.workflow or _WORKFLOW,
    }
    has = {"names" if spec.names_only else "numbers", *(["workflow"] if spec.workflow else [])}
    return Issuer(values, has)


def _gitlab(spec: GitLabSpec) -> Issuer:
    values = {"project": spec.project, "host": spec.host, "audience": spec.audience, "branch": spec.branch}
    return Issuer(values, {"merge-requests" if spec.plans_merge_requests else "branch"})


def _hcp(zone: LandingZone, spec: HcpSpec) -> Issuer:
    runs = runs_of(zone)
    return Issuer(
        {
            "organization": runs.organization,
            "project": runs.project or "",
            "host": runs.hostname,
            "audience": spec.audience,
        }
    )


def values_of(name: str, zone: LandingZone, spec: DeliverySpec, roles: DeliveryRoles) -> dict[str, str]:
    """Return what stands for the environment itself, and one account of each class: `{{network_account}}`."""
    return {
        **{f"{of}_account": account_id for of, account_id in _account_ids(roles).items()},
        "organization_id": ORGANIZATION_ID,
        "home_region": zone.organization.home_region,
        "execution_role": zone.vending.role_name(),
        "plan_role": spec.plan_role,
        **({"apply_role": spec.hcp.apply_role} if spec.hcp else _of_states(name, zone, roles.roles[0].account_id)),
    }


def _of_states(name: str, zone: LandingZone, account_id: str) -> dict[str, str]:
    state = state_of(zone)
    return {
        "state_bucket": f"arn:aws:s3:::{state.bucket}",
        "state_key": state.kms_key_id or "",
        "state_prefix": f"{state.key_prefix}/{name}",
        "state_region": state.region,
        "state_reader": StateRole.READER.arn(account_id),
        "state_writer": StateRole.WRITER.arn(account_id),
        "states": f"arn:aws:s3:::{state.bucket}/{state.key_prefix}/{name}",
        "other_states": f"arn:aws:s3:::{state.bucket}/{state.key_prefix}/other",
    }


def _account_ids(roles: DeliveryRoles) -> dict[AccountClass, str]:
    """Return the id of an account of each class; where there is none, one that no role gets to."""
    in_accounts = (*roles.inside, *(role for role in roles.roles if role.workspaces))
    ids = dict.fromkeys(AccountClass, "999999999999") | {role.of: role.account_id for role in reversed(in_accounts)}
    return ids | {AccountClass.MANAGEMENT: roles.roles[0].account_id}


def workspaces_of(classes: Mapping[str, AccountClass]) -> dict[AccountClass, str]:
    """Return a workspace of each class, of an account where the class has one: the names of these begin alike.

    Args:
        classes: The class of every workspace, by its id.

    """
    found: dict[AccountClass, str] = {}
    for workspace in sorted(classes, key=lambda each: "-account-" not in each):
        found.setdefault(classes[workspace], workspace)
    return found
