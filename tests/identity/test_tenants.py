from __future__ import annotations

from modules.identity.tenants import RESOURCES_IN_A_WORKSPACE, shares
from tests.benchmarks.measure import generated
from tests.support.environments import environment, environment_with

PRODUCTION = environment("production").zone


def test_every_group_and_every_assignment_is_in_one_share() -> None:
    divided = shares(PRODUCTION.directory, PRODUCTION.identity)

    groups = [group.name for share in divided.values() for group in share.groups]
    assignments = [one for share in divided.values() for one in share.assignments]
    assert sorted(groups) == sorted(group.name for group in PRODUCTION.directory.groups)
    assert len(assignments) == len(PRODUCTION.directory.assignments)


def test_tenants_are_teams_and_sandboxes() -> None:
    sandboxes = {key for key in PRODUCTION.accounts if key.startswith("sandbox-")}
    assert set(shares(PRODUCTION.directory, PRODUCTION.identity)) == {None, *PRODUCTION.teams, *sandboxes}


def test_a_share_holds_no_account_of_another_tenant() -> None:
    for tenant, share in shares(PRODUCTION.directory, PRODUCTION.identity).items():
        for one in share.assignments:
            if tenant is None:
                assert one.account.team is None
            else:
                assert tenant in {one.account.team, one.account.key}


def test_a_person_is_in_a_team_s_group_in_the_team_s_share() -> None:
    users = {"ada": {"name": "Ada Example", "email": "ada@acme.example", "groups": ["fraud-TeamLead", "AWSBilling"]}}
    zone = environment_with(identity={"users": users}).zone
    divided = shares(zone.directory, zone.identity)

    assert [(one.user, one.group.name) for one in divided["fraud"].memberships] == [("ada", "fraud-TeamLead")]
    assert [(one.user, one.group.name) for one in divided[None].memberships] == [("ada", "AWSBilling")]


def test_no_share_grows_with_the_number_of_teams() -> None:
    many, few = generated(600).zone, environment("staging").zone
    divided, before = shares(many.directory, many.identity), shares(few.directory, few.identity)

    assert len(divided) > 190
    assert divided[None].resources == before[None].resources
    assert max(share.resources for share in divided.values()) < RESOURCES_IN_A_WORKSPACE
