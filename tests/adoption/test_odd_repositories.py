"""Repositories that people write by hand: whatever is in them is carried over or listed, and nothing is a traceback."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from modules.adoption.adopted import Adoption, adoption
from modules.adoption.environment_files import write_environment
from modules.adoption.requests import read_requests

CALL = """module "shop" {
  source = "./modules/aft-account-request"
  control_tower_parameters = {
    AccountEmail = "shop@example.com"
    AccountName = "shop"
    ManagedOrganizationalUnit = %(unit)s
    SSOUserEmail = "ada@example.com"
    SSOUserFirstName = "Ada"
    SSOUserLastName = "Example"
  }
  change_management_parameters = { change_requested_by = "retail", change_reason = "new" }
  %(further)s
}
"""
OURS = 'key = "shop", function = "workload", unit = "Live"'


def shop(further: str = "", unit: str = '"Live"') -> str:
    return CALL % {"further": further, "unit": unit}


def read(folder: Path, further: str = "", **files: str | bytes) -> Adoption:
    """Adopt a repository with one request and further files, and write the environment."""
    root = folder / "repository" / "terraform"
    root.mkdir(parents=True)
    for name, content in {"shop__tf": shop(further), **files}.items():
        data = content if isinstance(content, bytes) else content.encode()
        (root / name.replace("__", ".")).write_bytes(data)
    found = adoption(read_requests(folder / "repository"))
    write_environment(found, folder / "environment")
    return found


def losses(found: Adoption) -> list[str]:
    return [str(loss) for loss in found.losses]


@pytest.mark.parametrize(
    "value",
    [
        r'{ field = "\UFFFFFFFF" }',
        r'{ field = "\ud800" }',
        f"{{ field = {'9' * 5000} }}",
        f"{{ field = {'[' * 1500}1{']' * 1500} }}",
        '{ (["a"]) = "x" }',
        '{ (null) = "x" }',
    ],
)
def test_what_is_no_value_is_listed(tmp_path: Path, value: str) -> None:
    assert [line for line in losses(read(tmp_path, f"custom_fields = {value}")) if "is not evaluated" in line]


@pytest.mark.parametrize(
    "field",
    [
        'vpc = "own"',
        'vpc = "[1]"',
        'vpc-prefix = "own"',
        'studio-users = "[1]"',
        'stage-kind = "own"',
        'team = "a"',
        'key = "../a b"',
        'unit = "{}"',
    ],
)
def test_custom_fields_of_others_that_are_called_like_ours_are_listed(tmp_path: Path, field: str) -> None:
    found = read(tmp_path, f"custom_fields = {{ {OURS}, {field} }}")
    assert list(found.sections["accounts"]) == ["shop"]
    assert "shop.tf:1  request shop: custom field function: workload" in losses(found)


@pytest.mark.parametrize(
    ("files", "loss"),
    [
        ({"b__tf": 'module "team" {\n  source = "./modules/team"\n}\n'}, "b.tf:1  module team is no request"),
        (
            {"b__tf__json": '{"resource": {"aws_dynamodb_table_item": {"a": {}}}}'},
            "b.tf.json:1  resource aws_dynamodb_table_item a is no request",
        ),
        ({"b__tf": "moved {\n  from = module.a\n  to = module.shop\n}\n"}, "b.tf:1  moved is no request"),
        ({"b__jinja": "x"}, "b.jinja:1  the file cannot be read: AFT renders it first"),
        ({"override__tf": "x"}, "override.tf:1  the file cannot be read: Terraform merges it into other files"),
        (
            {"b_override__tf__json": "x"},
            "b_override.tf.json:1  the file cannot be read: Terraform merges it into other files",
        ),
        ({"b__tf__json": "[]"}, "b.tf.json:1  the file cannot be read: no object"),
        ({"b__tf__json": "[" * 100_000}, "b.tf.json:1  the file cannot be read: maximum recursion depth"),
        ({"b__tf": b"\x00\xff"}, "b.tf:1  the file cannot be read: 'utf-8' codec"),
    ],
)
def test_what_else_is_there_is_listed(tmp_path: Path, files: dict[str, Any], loss: str) -> None:
    found = read(tmp_path, **files)
    assert list(found.sections["accounts"]) == ["shop"]
    assert [line for line in losses(found) if line.startswith(loss)]


def test_templates_that_every_repository_has_are_no_loss(tmp_path: Path) -> None:
    assert losses(read(tmp_path, **{"backend__jinja": "x", "aft-providers__jinja": "x"})) == []


def test_links_that_lead_nowhere_are_listed(tmp_path: Path) -> None:
    root = tmp_path / "repository" / "terraform"
    root.mkdir(parents=True)
    (root / "shop.tf").write_text(shop())
    (root / "loop.tf").symlink_to("loop.tf")
    (root / "gone.tf").symlink_to("nowhere")
    found = adoption(read_requests(tmp_path / "repository"))
    assert [line.partition(":")[0] for line in losses(found)] == ["gone.tf", "loop.tf"]


def test_arguments_that_are_not_carried_over_are_listed(tmp_path: Path) -> None:
    further = 'account-request-table = "own"\n  account_customizations_name = 5'
    assert losses(read(tmp_path, further)) == [
        "shop.tf:12  request shop: account-request-table",
        "shop.tf:1  request shop: folder of customizations: 5",
    ]


def test_values_of_files_of_their_own_hold_more_than_terraform_tfvars(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        shop__tf=shop(unit="var.unit") + 'variable "unit" {}\n',
        terraform__tfvars='unit = "Less"',
        a__auto__tfvars='unit = "More"',
    )
    assert found.sections["accounts"]["shop"]["unit"] == "More"


def test_an_account_that_stays_as_it_is_when_it_moves_does_so(tmp_path: Path) -> None:
    found = read(tmp_path, 'account_skip_customization_triggers = "true"')
    assert losses(found) == []
    assert found.sections["vending"]["aft"] == {
        "version": "1.21.1",
        "reapplied_on_move": True,
        "not_reapplied": ["shop"],
    }


def test_nothing_that_a_terminal_obeys_is_written(tmp_path: Path) -> None:
    read(tmp_path, r'custom_fields = { field = "\u001b[31m" }')
    assert "\x1b" not in (tmp_path / "environment" / "README.md").read_text()
