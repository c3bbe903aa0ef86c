"""What an export promises about the one before it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from modules.exports.aft.export import export
from modules.exports.aft.records import LOCK, MANIFEST
from modules.specification.errors import LandingZoneError
from tests.exports.aft.bench import POLICIES, Bench
from tests.exports.aft.delivered_folder import calling, document
from tests.support.environments import environment

ACCOUNT = Path("aft-account-customizations")


def test_there_are_four_repositories_and_what_goes_with_them(bench: Bench) -> None:
    exported = bench.export()
    assert {path.name for path in bench.to.iterdir()} == {
        "aft",
        "aft-account-customizations",
        "aft-account-provisioning-customizations",
        "aft-account-request",
        "aft-global-customizations",
        "landing-zone-aft.json",
        "landing-zone-aft.lock.json",
    }
    requests = {path.name.partition(".")[0] for path in bench.to.glob("aft-account-request/terraform/*.tf.json")}
    assert requests == {request.account.key for request in exported.requests}
    assert "log-archive" not in requests  # it has an id, and is there before AFT
    assert {path.name for path in (bench.to / ACCOUNT).iterdir()} == {".gitignore", "team-dev", "others"}


def test_every_request_names_a_folder_that_is_there(bench: Bench) -> None:
    for request in bench.export().requests:
        name = bench.request(request.account.key)["account_customizations_name"]
        assert (bench.to / ACCOUNT / name / "terraform" / "cdk.tf.json").is_file()


def test_each_root_of_customizations_has_all_that_the_pipeline_asks_for(bench: Bench) -> None:
    bench.export()
    for root in (bench.to / "aft-global-customizations", *(bench.to / ACCOUNT).glob("*/")):
        assert {path.name for path in (root / "terraform").glob("*.*")} == {
            "aft-context.jinja",
            "aft-providers.jinja",
            "backend.jinja",
            "cdk.tf.json",
            "versions.tf",
        }
        for name in ("pre-api-helpers.sh", "post-api-helpers.sh", "python/requirements.txt"):
            assert (root / "api_helpers" / name).stat().st_size > 0


def test_no_folder_is_empty(bench: Bench) -> None:
    bench.export()
    bench.of = {}
    bench.export(accept_moves=True)
    assert [path for path in bench.to.rglob("*") if path.is_dir() and not any(path.iterdir())] == []


def test_a_second_export_changes_nothing(bench: Bench) -> None:
    bench.export()
    before, times = bench.files(), {path: path.stat().st_mtime_ns for path in bench.to.rglob("*")}
    again = bench.export()
    assert (again.written, again.removed) == ([], [])
    assert bench.files() == before
    assert {path: path.stat().st_mtime_ns for path in bench.to.rglob("*")} == times


def test_the_same_environment_gives_the_same_bytes_in_another_folder(bench: Bench, tmp_path: Path) -> None:
    bench.export()
    other = Bench(tmp_path / "other")
    other.export()
    assert other.files() == bench.files()


def test_a_change_of_one_account_changes_its_request_and_its_invocation_alone(bench: Bench) -> None:
    bench.export()
    before = bench.files()
    bench.say("accounts", "sandbox-canary", "owner", value="ml-platform")
    bench.export()
    after = bench.files()
    assert {path for path in after if after[path] != before.get(path)} == {
        "aft-account-request/terraform/sandbox-canary.tf.json",
        "aft-invoke/1-accounts.json",
        "landing-zone-aft.json",
    }
    assert before.keys() <= after.keys()
    assert bench.invoked() == [[{"Account": "sandbox-canary"}]]


def test_what_is_needed_no_more_is_removed_and_what_others_added_stays(bench: Bench) -> None:
    bench.export()
    own = bench.to / ACCOUNT / "team-dev" / "terraform" / "own.tf"
    own.write_text("# ours")
    bench.of = {}
    exported = bench.export(accept_moves=True)
    assert exported.removed
    assert [path for path in (bench.to / ACCOUNT / "team-dev").rglob("*") if path.is_file()] == [own]


def test_a_file_that_somebody_deleted_is_written_again(bench: Bench) -> None:
    bench.export()
    before = bench.files()
    (bench.to / "aft-global-customizations" / "terraform" / "cdk.tf.json").unlink()
    assert bench.export().written == ["aft-global-customizations/terraform/cdk.tf.json"]
    assert bench.files() == before


def test_a_folder_has_the_export_of_one_environment(bench: Bench) -> None:
    bench.export()
    manifest = bench.to / "landing-zone-aft.lock.json"
    manifest.write_text(manifest.read_text().replace('"staging"', '"production"'))
    with pytest.raises(LandingZoneError, match="a folder must have the export of one environment"):
        bench.export()


@pytest.mark.parametrize("name", ["landing-zone-aft.json", "landing-zone-aft.lock.json"])
@pytest.mark.parametrize("text", ["", "[]", '{"writer": "another"}'])
def test_records_that_no_export_wrote_are_refused(bench: Bench, name: str, text: str) -> None:
    bench.export()
    (bench.to / name).write_text(text)
    with pytest.raises(LandingZoneError, match=f"{name} must be what the last export wrote"):
        bench.export()


@pytest.mark.parametrize("name", ["landing-zone-aft.json", "landing-zone-aft.lock.json"])
def test_records_of_another_form_are_refused(bench: Bench, name: str) -> None:
    bench.export()
    content = json.loads((bench.to / name).read_text())
    (bench.to / name).write_text(json.dumps({**content, "accounts": {"fraud-dev": {"unknown": 1}}}))
    with pytest.raises(LandingZoneError, match=f"{name} must be what the last export wrote"):
        bench.export()


def test_units_of_new_accounts_are_listed_parents_first(bench: Bench) -> None:
    first = bench.export().units_of_new_accounts

    assert first.index("Workloads") < first.index("Workloads/Production")
    used = {"/".join(request.account.unit) for request in bench.export().requests}
    assert used <= {*first}
    assert bench.export().units_of_new_accounts == []


def test_an_environment_whose_accounts_others_make_is_refused(bench: Bench) -> None:
    with pytest.raises(LandingZoneError) as error:
        export(environment("staging"), bench.output, bench.to, policies=POLICIES)
    assert error.value.got == "staging, whose vending.engine is organizations"
    assert not bench.to.exists()


def test_what_is_not_synthesized_is_refused(bench: Bench) -> None:
    bench.export()
    (bench.output / "aft" / "staging" / "accounts.json").unlink()
    with pytest.raises(LandingZoneError, match="staging is not synthesized"):
        export(bench.environment, bench.output, bench.to, policies=POLICIES)


def test_the_call_of_aft_s_module_is_there(bench: Bench) -> None:
    bench.export()
    call = json.loads((bench.to / "aft" / "main.tf.json").read_text())["module"]["aft"]
    assert call["source"] == "aws-ia/control_tower_account_factory/aws"


class TestInvocations:
    def test_new_accounts_are_customized_without_being_asked_for(self, bench: Bench) -> None:
        assert bench.export().invocations == ()

    def test_a_changed_baseline_is_rolled_out_hubs_first(self, bench: Bench) -> None:
        bench.export()
        bench.shapes = {
            name: document({**calling("macie-export"), **content["module"]}) for name, content in bench.shapes.items()
        }
        exported = bench.export()
        assert set(exported.to_invoke) == {request.account.key for request in exported.requests}
        assert bench.invoked()[0] == [{"Account": "network"}]
        assert exported.invocations[0] == "aft-invoke/1-hubs.json"

    def test_a_changed_folder_concerns_its_accounts_alone(self, bench: Bench) -> None:
        bench.export()
        bench.shapes["team-dev"] = document(calling("boundary", "team-account", "budget"))
        assert bench.export().to_invoke == ("fraud-dev",)

    def test_scripts_around_terraform_roll_nothing_out(self, bench: Bench, tmp_path: Path) -> None:
        bench.export()
        policies = tmp_path / "policies"
        (policies / "checks").mkdir(parents=True)
        for name in ("__init__.py", "kms_key_rotation.py", "provider_account.py"):
            (policies / "checks" / name).write_text("# another")
        exported = export(bench.environment, bench.output, bench.to, policies=policies)
        assert exported.written
        assert exported.to_invoke == ()

    def test_those_of_the_last_export_stay_until_something_else_is_delivered(self, bench: Bench) -> None:
        bench.export()
        bench.shapes["team-dev"] = document(calling("boundary", "team-account", "budget"))
        bench.export()
        assert bench.export().to_invoke == ("fraud-dev",)
        bench.say("accounts", "sandbox-canary", "owner", value="ml-platform")
        assert bench.export().to_invoke == ("sandbox-canary",)


def test_a_tag_that_was_taken_away_chooses_nobody(bench: Bench) -> None:
    accounts = ("network", "sandbox-canary")
    for key in accounts:
        bench.say("accounts", key, "tags", value={"Wave": "one"})
    bench.export()
    bench.say("accounts", "sandbox-canary", "tags", value={})  # in Organizations it has the tag as before
    bench.export()
    bench.say("accounts", "network", "owner", value="another")
    bench.export()
    assert bench.invoked() == [[{"Account": "network"}]]


@pytest.mark.parametrize("name", [MANIFEST, LOCK])
def test_a_folder_that_has_lost_one_of_its_records_is_refused(bench: Bench, name: str) -> None:
    bench.export()
    (bench.to / name).unlink()
    before = bench.files()
    with pytest.raises(LandingZoneError, match="the two records of an export must be there together") as error:
        bench.export()
    assert f"without {name}" in str(error.value.got)
    assert bench.files() == before


@pytest.mark.parametrize(
    ("name", "change"),
    [
        (LOCK, {"accounts": {"a": {"immutable": {}, "customizations": "", "suspension": ""}}}),
        (LOCK, {"accounts": {"a": {"immutable": [], "customizations": "", "suspension": ""}}}),
        (LOCK, {"accounts": {"a": []}}),
        (MANIFEST, {"files": {"../mine": "x"}}),
        (MANIFEST, {"files": ["x"]}),
        (MANIFEST, {"accounts": {"a": {}}}),
    ],
)
def test_a_record_that_no_export_wrote_is_refused(bench: Bench, name: str, change: dict[str, object]) -> None:
    bench.export()
    record = bench.to / name
    record.write_text(json.dumps({**json.loads(record.read_text()), **change}))
    with pytest.raises(LandingZoneError, match=f"{name} must be what the last export wrote"):
        bench.export()


STOCK = {
    "aft-account-request/terraform/modules/aft-account-request/ddb.tf": (
        'resource "aws_dynamodb_table_item" "account-request" {\n}\n',
        "resource.aws_dynamodb_table_item.account-request, as in main.tf",
    ),
    "aft-account-provisioning-customizations/terraform/states.tf": (
        'resource "aws_sfn_state_machine" "aft_account_provisioning_customizations" {\n}\n',
        "resource.aws_sfn_state_machine.aft_account_provisioning_customizations, as in main.tf",
    ),
    "aft-account-request/terraform/own.tf": (
        "terraform {\n  required_providers {\n  }\n}\n",
        "required_providers, as in versions.tf",
    ),
    "aft-account-request/terraform/own.tf.json": (
        '{"module": [{"network": {}}]}',
        "module.network, as in network.tf.json",
    ),
}
"""Files that stand beside ours, by path: what they have in them, and what of it is there twice."""


@pytest.mark.parametrize("path", STOCK)
def test_what_somebody_declares_that_is_exported_too_is_refused(bench: Bench, path: str) -> None:
    content, twice = STOCK[path]
    (bench.to / path).parent.mkdir(parents=True)
    (bench.to / path).write_text(content)
    before = bench.files()
    with pytest.raises(LandingZoneError, match="must not say again what an exported one says") as error:
        bench.export()
    assert error.value.got == f"{path}: {twice}"
    assert bench.files() == before


@pytest.mark.parametrize(("name", "joined"), [("backend.tf", "backend.jinja"), ("versions.jinja", "versions.tf")])
def test_what_aft_would_render_into_the_same_file_is_refused(bench: Bench, name: str, joined: str) -> None:
    root = bench.to / "aft-global-customizations" / "terraform"
    root.mkdir(parents=True)
    (root / name).write_text("")
    with pytest.raises(LandingZoneError) as error:
        bench.export()
    assert error.value.got == f"aft-global-customizations/terraform/{name}, which AFT joins with {joined}"


def test_files_of_others_that_say_something_else_stay(bench: Bench) -> None:
    root = bench.to / "aft-account-request" / "terraform"
    root.mkdir(parents=True)
    own = {"own.tf": 'module "own" {\n}\n', "own.tf.json": "[", "own.jinja": "", "README.md": "# network"}
    for name, content in own.items():
        (root / name).write_text(content)
    bench.export()
    assert {name: (root / name).read_text() for name in own} == own
