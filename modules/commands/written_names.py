"""Names that an environment gives itself, in its YAML or in policies of its own: what is called so is its user's."""

from __future__ import annotations

from collections.abc import Iterator

from modules.delivery.classes import Phase
from modules.delivery.codepipeline.builds import working_as
from modules.delivery_tests.facts import place_of_builds
from modules.identity.stage_binding import name_in_stage
from modules.landing_zone import LandingZone
from modules.landing_zone.guardrails import bound_guardrails
from modules.names.library import MadeBy, MakerSpec
from modules.names.names import Name, name_in
from modules.names.references import names_in
from modules.organization.guardrails.library import OWN, guardrail
from modules.organization.guardrails.library import names as guardrail_names
from modules.specification.permission_set_roles import permission_set_role

_ROLES = ("break_glass_roles", "data_scientist_roles", "platform_roles")


def written_names(environment: str, zone: LandingZone) -> list[MakerSpec]:
    """Return what an environment names itself.

    Args:
        environment: Its name.
        zone: What it says.

    Raises:
        InvalidEnvironmentError: a policy of its own is not right.

    """
    in_yaml = f"environments/{environment} names it (guardrails)"
    found = [(name, in_yaml) for name in _in_yaml(zone)]
    found += [(name, where) for document, where in _own_documents(zone) for name in names_in(document)]
    found += [(name, _NOBODY) for name in _of_stages_without_accounts(zone)]
    found += [(name, _BOOTSTRAP) for name in _of_runs(zone)]
    found += [(name, _PIPELINES) for name in _of_builds(environment, zone)]
    return [
        MakerSpec(kind=name.kind, names=name.pattern, made_by=MadeBy.USERS, why=where)
        for name, where in dict.fromkeys(found)
    ]


_NOBODY = "no team has an account of the stage that is in use; the permission set comes with the first"


_BOOTSTRAP = "bootstrap-hcp of `export hcp` makes it in every account"


def _of_runs(zone: LandingZone) -> Iterator[Name]:
    """Give the roles that runs of HCP Terraform work as."""
    if zone.delivery and zone.delivery.hcp:
        yield Name("iam:role", zone.delivery.plan_role)
        yield Name("iam:role", zone.delivery.hcp.apply_role)


_PIPELINES = "the template of `export ci --for codepipeline` makes it in the account of the pipelines"


def _of_builds(environment: str, zone: LandingZone) -> Iterator[Name]:
    """Give the service roles of builds that deliver it, which the roles of `delivery` trust."""
    if zone.delivery and (spec := zone.delivery.codepipeline):
        place = place_of_builds(zone, spec)
        for build in (build for phase in Phase for build in working_as(spec, phase)):
            yield Name("iam:role", place.name(environment, build))


def _of_stages_without_accounts(zone: LandingZone) -> Iterator[Name]:
    """Give the roles of permission sets in stages of which no account is in use: guardrails know them already."""
    used = {account.stage for account in zone.roster if account.team}
    for stage in (stage for stage in zone.stages if stage not in used):
        for folder in zone.guardrails.data_scientist_permission_sets:
            role = permission_set_role(name_in_stage(folder, stage), zone.organization.home_region)
            yield Name("iam:role", role)


def _in_yaml(zone: LandingZone) -> Iterator[Name]:
    """Give what the section `guardrails` names, but for the library's own defaults."""
    spec = zone.guardrails
    written = spec.model_fields_set
    for field in written.intersection(_ROLES):
        yield from (Name("iam:role", pattern) for pattern in getattr(spec, field))
    if "permissions_boundaries" in written:
        yield from (Name("iam:policy", name) for name in spec.permissions_boundaries)
    if "protected_bucket_patterns" in written:
        yield from (Name("s3:bucket", pattern) for pattern in spec.protected_bucket_patterns)
    if "protected_key_aliases" in written:
        yield from filter(None, map(name_in, spec.protected_key_aliases))


def _own_documents(zone: LandingZone) -> Iterator[tuple[object, str]]:
    """Give every policy that is no policy of the library, and where it is."""
    for name in bound_guardrails(zone) & set(guardrail_names()):
        known = guardrail(name)
        if known.folder.is_relative_to(OWN):
            yield known.document, known.shown
    for folder in zone.permission_sets.own_names:
        known_set = zone.permission_sets.permission_set(folder)
        if known_set.inline_policy is not None:
            yield known_set.inline_policy, known_set.shown
