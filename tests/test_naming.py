"""Names and tags that are made of what the YAML says."""

from __future__ import annotations

from dataclasses import replace

import pytest

from modules import environment, naming
from modules.accounts.roster import Account
from modules.naming import WRITTEN_TAGS, derived_from_team, required_tags
from modules.specification.tag_keys import LibraryTag

ALWAYS = {"Account", "CostCenter", "Environment", "ManagedBy", "Owner"}


@pytest.fixture(scope="module")
def fraud_dev() -> Account:
    (account,) = (one for one in environment.load("staging").roster if one.key == "fraud-dev")
    return account


def test_a_teams_account_is_tagged_with_team_and_stage(fraud_dev: Account) -> None:
    assert required_tags("staging", fraud_dev, {}) == {
        "Account": "fraud-dev",
        "CostCenter": "4711",
        "Environment": "staging",
        "ManagedBy": "ml-landing-zone",
        "Organization": "acme-canary",
        "Owner": "fraud",
        "Stage": "dev",
        "Team": "fraud",
    }


@pytest.mark.parametrize("name", environment.names())
def test_every_account_has_every_required_tag_and_no_empty_one(name: str) -> None:
    for account in environment.load(name).roster:
        tags = required_tags(name, account, {})

        assert set(tags) >= (ALWAYS | {"Stage", "Team"} if account.team else ALWAYS), account.key
        assert all(tags.values()), account.key


def test_a_users_tag_never_replaces_a_required_one(fraud_dev: Account) -> None:
    assert required_tags("staging", replace(fraud_dev, tags={"Owner": "nobody"}), {})["Owner"] == "fraud"


def test_reserved_are_all_the_tags_that_are_set(fraud_dev: Account) -> None:
    assert set(WRITTEN_TAGS) == set(required_tags("staging", replace(fraud_dev, tags={}), {}))


def test_tags_have_the_keys_of_the_organization(fraud_dev: Account) -> None:
    keys = {LibraryTag.OWNER: "owner", LibraryTag.COST_CENTER: "cost-centre", LibraryTag.TEAM: "squad"}

    assert required_tags("staging", replace(fraud_dev, tags={"Project": "x"}), keys) == {
        "Account": "fraud-dev",
        "cost-centre": "4711",
        "Environment": "staging",
        "ManagedBy": "ml-landing-zone",
        "owner": "fraud",
        "Project": "x",
        "squad": "fraud",
        "Stage": "dev",
    }


def test_a_users_tag_that_is_the_library_s_owner_or_environment_has_the_users_value(fraud_dev: Account) -> None:
    keys = {LibraryTag.OWNER: "owner", LibraryTag.ENVIRONMENT: "environment", LibraryTag.TEAM: "squad"}
    own = replace(fraud_dev, tags={"owner": "ml@acme.example", "environment": "preproduction", "squad": "another"})

    tags = required_tags("staging", own, keys)

    assert (tags["owner"], tags["environment"], tags["squad"]) == ("ml@acme.example", "preproduction", "fraud")


def test_a_users_empty_tag_leaves_no_required_one_empty(fraud_dev: Account) -> None:
    own = replace(fraud_dev, tags={"owner": ""})

    assert required_tags("staging", own, {LibraryTag.OWNER: "owner"})["owner"] == "fraud"


def test_an_account_without_a_team_has_no_empty_tag_for_it(fraud_dev: Account) -> None:
    assert not {"Team", "Stage"} & set(required_tags("staging", replace(fraud_dev, team=None, stage=None), {}))


def test_a_bucket_of_a_team_is_named_by_organization_account_id_and_region() -> None:
    account, bucket, models = derived_from_team("acme", "fraud", "test", ["eu-west-1", "us-east-1"])

    assert (account.text, account.limit.value) == ("fraud-test", 50)
    assert bucket.text == "acme-fraud-test-000000000000-eu-west-1"
    assert models.text == "acme-landing-zone-models-fraud-000000000000"
    assert bucket.limit.value == models.limit.value == 63


def test_a_name_is_as_long_as_in_the_regions_that_are_used() -> None:
    """Regions of AWS that an organization does not use shorten no team's name."""
    _, near, _ = derived_from_team("acme", "fraud", "test", ["eu-west-1"])
    _, far, _ = derived_from_team("acme", "fraud", "test", ["eu-west-1", "ap-northeast-1"])

    assert len(far.text) - len(near.text) == len("ap-northeast-1") - len("eu-west-1")


def test_a_workspace_is_named_by_its_environment() -> None:
    assert naming.workspace_id("staging", "account-fraud-dev") == "staging-account-fraud-dev"


def test_the_tag_of_an_account_takes_the_place_of_signs_that_no_tag_takes(fraud_dev: Account) -> None:
    account = replace(fraud_dev, name="R&D, Portal (old)")

    assert required_tags("staging", account, {})["Account"] == "R_D_ Portal _old_"
