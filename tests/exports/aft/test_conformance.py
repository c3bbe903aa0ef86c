"""What is exported goes through AFT's pipelines, and its requests are what the environment says."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from modules.accounts.roster import Account
from modules.environment import PROJECT
from modules.landing_zone.aft import is_vended_by_aft
from tests.exports.aft.exported import UNIT_IDS, exported, production
from tests.exports.aft.pipeline.accept import requested_items
from tests.exports.aft.pipeline.checkout import cloned, lost
from tests.exports.aft.pipeline.judges import every_judge
from tests.exports.aft.pipeline.render_lines import every_lines
from tests.exports.aft.pipeline.repositories import Distribution, Repository, Run
from tests.exports.aft.pipeline.stage import HelperMode, Shell, run_stage, without_gate

LINES = every_lines()
JUDGES = every_judge()
HELPERS = PROJECT / ".venv" / "bin"
"""Where checkov is, which the requirements of helpers ask for."""
GATED = {(Repository.GLOBAL, ""), (Repository.ACCOUNT, "team-dev")}
"""What the gate looks at on its way; it looks at the others all at once."""

FOLDERS = (
    "data-governance",
    "data-lake",
    "devops",
    "ml-deployments",
    "ml-shared-services",
    "network",
    "sandbox",
    "sandbox-2",
    "team-dev",
    "team-dev-2",
    "team-prod",
    "team-prod-2",
    "team-prod-3",
    "team-test",
    "team-test-2",
)
_OTHER_FOLDERS = [name for name in FOLDERS if name != "team-dev"]
_WITHOUT_FOLDERS = [repository for repository in Repository if repository is not Repository.ACCOUNT]
_WAYS = [(where, mode) for where in Distribution for mode in HelperMode]
STAGES = [
    *((repository, "", where, HelperMode.SOURCED) for repository in _WITHOUT_FOLDERS for where in Distribution),
    *((Repository.ACCOUNT, "team-dev", where, mode) for where, mode in _WAYS),
    *(
        (Repository.ACCOUNT, name, *_WAYS[number % len(_WAYS)])
        for number, name in enumerate(FOLDERS)
        if name != "team-dev"
    ),
]
"""Every root in some way, and one of each kind in every way: ways differ in what is around a root, not in it."""

_PRODUCT = re.compile(r"[a-zA-Z0-9][a-zA-Z0-9._-]*")
"""Names of products (AWS Service Catalog Developer Guide, ProvisionProduct)."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return exported(tmp_path_factory)


@pytest.fixture(scope="module")
def items(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """What the requests would put into DynamoDB, as plain data."""
    clone = cloned(folder / Repository.REQUEST, tmp_path_factory.mktemp("requests") / "clone")
    result = run_stage(clone, Run(repository=Repository.REQUEST, distribution=Distribution.OSS))
    return [dict(item) for item in JUDGES["ours"]([("item", [item]) for item in requested_items(result.root)])]


@pytest.mark.terraform
@pytest.mark.parametrize("lines", LINES)
@pytest.mark.parametrize(
    ("repository", "customization", "distribution", "mode"),
    STAGES,
)
def test_every_root_goes_through_its_pipeline(  # noqa: PLR0913, PLR0917 - they are one way each
    folder: Path,
    tmp_path: Path,
    repository: Repository,
    customization: str,
    distribution: Distribution,
    mode: HelperMode,
    lines: str,
) -> None:
    clone = cloned(folder / repository, tmp_path / "clone")
    run = Run(repository=repository, distribution=distribution, customization=customization)

    is_gated = (repository, customization) in GATED and distribution is Distribution.OSS
    programs = HELPERS if is_gated else without_gate(tmp_path / "programs")

    result = run_stage(clone, run, Shell(mode=mode, lines=LINES[lines], programs=(programs,)))

    assert result.succeeded, result.output


def test_the_gate_is_open_for_every_folder(folder: Path, tmp_path: Path) -> None:
    accepted: dict[str, Any] = {}
    for name in FOLDERS:
        exported_to = folder / Repository.ACCOUNT / name
        shutil.copytree(exported_to / "terraform", tmp_path / "roots" / name)
        entries = json.loads((exported_to / "api_helpers" / "python" / "accepted.json").read_text())
        accepted |= {json.dumps(entry): entry for entry in entries}
    shutil.copytree(exported_to / "api_helpers" / "python", tmp_path / "gate")
    (tmp_path / "gate" / "accepted.json").write_text(json.dumps([*accepted.values()]))

    looked = subprocess.run(
        [HELPERS / "python3", tmp_path / "gate" / "gate.py", tmp_path / "roots", "oss"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert looked.returncode == 0, looked.stderr
    assert "The gate is open" in looked.stdout


@pytest.mark.parametrize("repository", Repository)
def test_git_keeps_every_file(folder: Path, tmp_path: Path, repository: Repository) -> None:
    assert lost(folder / repository, cloned(folder / repository, tmp_path / "clone")) == []


def test_every_folder_of_customizations_is_tried(folder: Path) -> None:
    assert {path.name for path in (folder / Repository.ACCOUNT).iterdir() if path.is_dir()} == {*FOLDERS}


@pytest.mark.terraform
def test_items_are_what_the_environment_says(items: list[dict[str, Any]]) -> None:
    zone = production().zone
    user = zone.vending.access_user
    assert user is not None

    assert {item["id"]: item["control_tower_parameters"] for item in items} == {
        account.email: {
            "AccountEmail": account.email,
            "AccountName": account.name,
            "ManagedOrganizationalUnit": _unit(account.unit),
            "SSOUserEmail": user.email,
            "SSOUserFirstName": user.first_name,
            "SSOUserLastName": user.last_name,
        }
        for account in _requested()
    }
    assert {item["id"]: json.loads(item["account_tags"]) for item in items} == {
        account.email: production().tags(account) for account in _requested()
    }
    owners = {account.email: account.owner for account in _requested()}
    asked = {item["id"]: item["change_management_parameters"] for item in items}
    assert {email: parameters["change_requested_by"] for email, parameters in asked.items()} == owners
    assert all(parameters["change_reason"] for parameters in asked.values())


@pytest.mark.terraform
def test_every_request_asks_for_a_folder_that_is_there_and_each_is_asked_for(items: list[dict[str, Any]]) -> None:
    assert {item["account_customizations_name"] for item in items} == {*FOLDERS}


@pytest.mark.terraform
@pytest.mark.parametrize("judge", JUDGES)
def test_lambdas_take_what_is_asked_for(items: list[dict[str, Any]], judge: str) -> None:
    parameters = [item["control_tower_parameters"] for item in items]
    fields = [json.loads(item["custom_fields"]) for item in items]
    moved = [{**each, "ManagedOrganizationalUnit": "Suspended"} for each in parameters]

    names = JUDGES[judge]([("product_name", [each["AccountName"]]) for each in parameters])
    units = JUDGES[judge]([("nested_unit", [each["ManagedOrganizationalUnit"]]) for each in parameters])
    are_taken = JUDGES[judge]([("are_parameters", [each]) for each in fields])
    may_move = JUDGES[judge]([("is_valid_change", [*each]) for each in zip(parameters, moved, strict=True)])

    assert len({*names}) == len(items)
    assert all(_PRODUCT.fullmatch(name) for name in names)
    assert {tuple(unit) for unit in units if unit} == {(path.rpartition("/")[2], id_) for path, id_ in UNIT_IDS.items()}
    assert all(are_taken)
    assert all(may_move)


@pytest.mark.terraform
def test_every_request_has_the_same_custom_fields(items: list[dict[str, Any]]) -> None:
    """What one account has, a data source reads in all (a missing parameter fails at plan)."""
    described = [{name for name in json.loads(item["custom_fields"]) if not name.startswith("tag-")} for item in items]

    assert set.intersection(*described) >= {"key", "function", "owner", "unit", "team", "stage"}


def _requested() -> list[Account]:
    return [account for account in production().zone.every_account if is_vended_by_aft(production().zone, account)]


def _unit(path: tuple[str, ...]) -> str:
    id_ = UNIT_IDS.get("/".join(path))
    return f"{path[-1]} ({id_})" if id_ else path[-1]
