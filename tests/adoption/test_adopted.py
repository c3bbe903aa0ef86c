"""Requests of others become workloads, and what no YAML says is listed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from modules.commands.adoption import adopt
from modules.specification.errors import LandingZoneError

REQUEST = """
module "%(label)s" {
  source = "./modules/aft-account-request"
  control_tower_parameters = {
    AccountEmail              = "%(email)s"
    AccountName               = "%(name)s"
    ManagedOrganizationalUnit = "%(unit)s"
    SSOUserEmail              = "ada@example.com"
    SSOUserFirstName          = "Ada"
    SSOUserLastName           = "%(last)s"
  }
  account_tags = {
    Owner = "somebody"
    App   = "shop"
  }
  change_management_parameters = {
    change_requested_by = "%(by)s"
    change_reason       = "a new account"
  }
  custom_fields = {
    group = "b"
  }
  account_customizations_name = "sandbox"
}
"""
FIRST = {"label": "first", "email": "aws+shop@example.com", "name": "shop", "unit": "Prod", "last": "Example"}
SECOND = {"email": "other@example.com", "name": "Other Shop", "unit": "Live (ou-ab12-34cd56ef)", "label": "second"}

OTHER_USER = "who is not that of most requests or has a longer name"


@pytest.fixture
def adopted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> tuple[dict[str, Any], str]:
    """The sections of an environment that was read from two requests, and what was printed."""
    repository = tmp_path / "aft-account-request"
    (repository / "terraform").mkdir(parents=True)
    calls = [REQUEST % {**FIRST, "by": "Cloud Team"}, REQUEST % {**SECOND, "last": "de Example", "by": "<nobody>"}]
    (repository / "terraform" / "requests.tf").write_text("".join(calls))
    adopt("taken", repository, tmp_path / "environments")
    sections: dict[str, Any] = {}
    for path in (tmp_path / "environments" / "taken").glob("*.yaml"):
        sections |= YAML(typ="safe").load(path)
    return sections, capsys.readouterr().out


def test_each_request_is_a_workload_of_whoever_asked_for_it(adopted: tuple[dict[str, Any], str]) -> None:
    assert adopted[0]["accounts"] == {
        "shop": {"function": "workload", "unit": "Prod", "owner": "Cloud Team", "tags": {"App": "shop"}},
        "Other-Shop": {
            "function": "workload",
            "unit": "Live",
            "name": "Other Shop",
            "email": "other@example.com",
            "tags": {"App": "shop"},
        },
    }


def test_the_organization_and_vending_are_what_requests_tell(adopted: tuple[dict[str, Any], str]) -> None:
    sections, _ = adopted

    assert sections["organization"] == {
        "email_pattern": "aws+{account}@example.com",
        "units": {"Prod": {}, "Live": {}},
    }
    assert sections["vending"] == {
        "engine": "aft",
        "access_user": {"name": "Ada Example", "email": "ada@example.com"},
        "aft": {
            "unit_ids": {"Live": "ou-ab12-34cd56ef"},
            "request_names": {"shop": "first", "Other-Shop": "second"},
        },
    }


@pytest.mark.parametrize(
    "listed",
    [
        "accounts.Other-Shop.owner",
        "organization.cost_center",
        (
            "the unit that Live is below (ou-ab12-34cd56ef): requests do not say it. Write the path, as Parent/Live, "
            "under accounts, organization.units and vending.aft.unit_ids"
        ),
        "baseline and deployment: docs/how-to/vend-through-aft.md has a file to start from",
        "requests.tf:2  request first: custom field group: b",
        "requests.tf:2  request first: tag Owner, which is set here: somebody",
        "requests.tf:2  request first: folder of customizations: sandbox",
        f"requests.tf:26  request second: the user ada@example.com Ada de Example, {OTHER_USER}",
    ],
)
def test_what_is_missing_or_lost_is_listed(adopted: tuple[dict[str, Any], str], tmp_path: Path, listed: str) -> None:
    place, _, what = listed.rpartition("  ")
    readme = (tmp_path / "environments" / "taken" / "README.md").read_text()

    assert f"  {listed}\n" in adopted[1]
    assert (f"`{place}` {what}" if place else f"- {what}") in readme


def test_nothing_that_is_there_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "environments" / "taken").mkdir(parents=True)
    (tmp_path / "requests.tf").write_text(REQUEST % {**FIRST, "by": "a"})

    with pytest.raises(LandingZoneError) as refused:
        adopt("taken", tmp_path, tmp_path / "environments")

    assert refused.value.what == "an environment that is adopted must not be there yet"
    assert list((tmp_path / "environments").rglob("*")) == [tmp_path / "environments" / "taken"]


@pytest.mark.parametrize(("name", "folder"), [("Two Words", "."), ("taken", "nowhere")])
def test_a_name_that_no_environment_has_and_a_missing_folder_are_refused(
    tmp_path: Path, name: str, folder: str
) -> None:
    (tmp_path / "requests.tf").write_text(REQUEST % {**FIRST, "by": "a"})

    with pytest.raises(LandingZoneError):
        adopt(name, tmp_path / folder, tmp_path / "environments")


def test_requests_keep_their_names_so_that_terraform_makes_none_again(adopted: tuple[dict[str, Any], str]) -> None:
    assert adopted[0]["vending"]["aft"]["request_names"] == {"shop": "first", "Other-Shop": "second"}
