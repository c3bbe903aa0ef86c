from __future__ import annotations

from modules.identity.assignment_workspaces import RESOURCES_IN_A_WORKSPACE
from modules.identity.tenants import access_by_tenant
from tests.benchmarks.measure import generated
from tests.support.environments import environment, environment_with

PRODUCTION = environment("production").zone


def test_every_group_and_every_assignment_is_of_one_workspace() -> None:
    divided = access_by_tenant(PRODUCTION.directory, PRODUCTION.identity)

    groups = [group.name for access in divided.values() for group in access.groups]
    assignments = [one for access in divided.values() for one in access.assignments]
    assert sorted(groups) == sorted(group.name for group in PRODUCTION.directory.groups)
    assert len(assignments) == len(PRODUCTION.directory.assignments)


def test_tenants_are_teams_and_sandboxes() -> None:
    sandboxes = {key for key in PRODUCTION.accounts if key.startswith("sandbox-")}
    assert set(access_by_tenant(PRODUCTION.directory, PRODUCTION.identity)) == {None, *PRODUCTION.teams, *sandboxes}


def test_a_workspace_holds_no_account_of_another_tenant() -> None:
    for tenant, access in access_by_tenant(PRODUCTION.directory, PRODUCTION.identity).items():
        for one in access.assignments:
            if tenant is None:
                assert one.account.team is None
            else:
                assert tenant in {one.account.team, one.account.key}


def test_a_person_is_in_a_team_s_group_in_the_team_s_workspace() -> None:
    users = {"ada": {"name": "Ada Example", "email": "ada@acme.example", "groups": ["fraud-TeamLead", "AWSBilling"]}}
    zone = environment_with(identity={"users": users}).zone
    divided = access_by_tenant(zone.directory, zone.identity)

    assert [(one.user, one.group.name) for one in divided["fraud"].memberships] == [("ada", "fraud-TeamLead")]
    assert [(one.user, one.group.name) for one in divided[None].memberships] == [("ada", "AWSBilling")]


def test_no_workspace_grows_with_the_number_of_teams() -> None:
    many, few = generated(600).zone, environment("staging").zone
    divided, before = access_by_tenant(many.directory, many.identity), access_by_tenant(few.directory, few.identity)

    assert len(divided) > 190
    assert divided[None].resources == before[None].resources
    assert max(access.resources for access in divided.values()) < RESOURCES_IN_A_WORKSPACE
