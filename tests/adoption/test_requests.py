"""Requests in HCL and JSON: what is evaluated, and what is noted because nobody but Terraform knows it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from modules.adoption.requests import Request, read_requests
from modules.specification.errors import LandingZoneError

HEAD = """
locals {
  base = { Team = "a", "cost:x" = 12 }
  copy = local.base
  ring = local.ring
}
variable "domain" { default = "example.com" }
variable "unknown" {}
"""
REQUIRED = 'AccountEmail = "a@example.com"\n AccountName = "a"\n ManagedOrganizationalUnit = "Prod"\n'


def requests_of(folder: Path, parameters: str = "", **arguments: str) -> tuple[Request, list[str]]:
    """Read one request that is written in HCL, and what is noted of it."""
    (folder / "terraform").mkdir()
    written = "\n".join(f"  {name} = {value}" for name, value in arguments.items())
    call = f'module "a" {{\n  control_tower_parameters = {{\n {REQUIRED}{parameters}\n }}\n{written}\n}}\n'
    (folder / "terraform" / "requests.tf").write_text(HEAD + call)
    found = read_requests(folder)
    (request,) = found.requests
    return request, [str(loss) for loss in found.losses]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ('"a"', "a"),
        ('"a \\"b\\" \\u00e9 $${c} %%{d}"', 'a "b" é ${c} %{d}'),
        ("12", "12"),
        ("true", "true"),
        ('"${var.domain}"', "example.com"),
        ("var.domain", "example.com"),
        ('"b@${var.domain} # no comment"', "b@example.com # no comment"),
        ("local.base.Team", "a"),
        ('local.base["cost:x"]', "12"),
        ('upper("${lower("A")}b")', "AB"),
        ('jsonencode({a = [1, true, "x"]})', '{"a":[1,true,"x"]}'),
        ('join("-", ["a", "b"])', "a-b"),
        ("<<-EOT\n    a\n      b\n  EOT", "a\n  b\n"),
        ('("a")', "a"),
    ],
)
def test_what_stands_in_the_repository_is_evaluated(tmp_path: Path, written: str, value: str) -> None:
    request, losses = requests_of(tmp_path, custom_fields=f"{{\n    field = {written}\n  }}")

    assert (request.custom_fields, losses) == ({"field": value}, [])


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("var.unknown", "var.unknown, which has no value"),
        ("local.nowhere", "local.nowhere, which has no value"),
        ("local.base.Nothing", "Nothing, which is not there"),
        ("data.aws_region.here", "data.aws_region"),
        ('file("a")', "file(...)"),
        ('upper("a", "b")', "upper(...)"),
        ('var.domain == "a" ? "b" : "c"', "an operator"),
        ("var.domain ? 1 : 2", "a condition"),
        ("[for each in [1] : each]", "a for expression"),
        ('"%{ if true }a%{ endif }"', "a directive in a text"),
    ],
)
def test_what_only_terraform_knows_is_noted_and_left_out(tmp_path: Path, written: str, why: str) -> None:
    request, losses = requests_of(tmp_path, custom_fields=f'{{\n    field = {written}\n    other = "a"\n  }}')

    assert request.custom_fields == {"other": "a"}
    assert losses == [f"requests.tf:17  request a: custom_fields.field is not evaluated: {why}"]


def test_a_local_that_refers_to_itself_is_noted_where_it_does(tmp_path: Path) -> None:
    _, losses = requests_of(tmp_path, custom_fields="{\n    field = local.ring\n  }")

    assert losses == [
        "requests.tf:5  request a: custom_fields.field is not evaluated: local.ring, which refers to itself"
    ]


def test_maps_are_merged_and_the_last_value_holds(tmp_path: Path) -> None:
    request, losses = requests_of(tmp_path, account_tags='merge(local.copy, { Team = "b", App = "c" })')

    assert (request.tags, losses) == ({"Team": "b", "cost:x": "12", "App": "c"}, [])


def test_a_map_that_is_not_evaluated_is_noted_as_a_whole(tmp_path: Path) -> None:
    request, losses = requests_of(tmp_path, account_tags="merge(local.copy, var.unknown)")

    assert request.tags == {}
    assert losses == ["requests.tf:16  request a: account_tags is not evaluated: var.unknown, which has no value"]


def test_values_of_variables_are_taken_before_defaults(tmp_path: Path) -> None:
    (tmp_path / "terraform").mkdir()
    (tmp_path / "terraform" / "terraform.tfvars").write_text('domain = "acme.example"\n')
    call = f'module "a" {{\n control_tower_parameters = {{\n {REQUIRED} SSOUserEmail = var.domain\n }}\n}}\n'
    (tmp_path / "terraform" / "requests.tf").write_text(HEAD + call)

    (request,) = read_requests(tmp_path).requests

    assert request.parameters["SSOUserEmail"] == "acme.example"


def test_requests_in_json_are_read_with_their_lines(tmp_path: Path) -> None:
    parameters = {"AccountEmail": "a@example.com", "AccountName": "a$${b}", "ManagedOrganizationalUnit": "Prod"}
    body = {"control_tower_parameters": parameters, "custom_fields": {"x": "${var.unknown}", "y": "b", "z": 1}}
    document = {"variable": {"unknown": {}}, "module": {"a": [body]}}
    (tmp_path / "a.tf.json").write_text(json.dumps(document, indent=1))

    found = read_requests(tmp_path)

    (request,) = found.requests
    assert (request.parameters["AccountName"], request.custom_fields) == ("a${b}", {"y": "b", "z": "1"})
    assert [str(loss) for loss in found.losses] == [
        "a.tf.json:13  request a: custom_fields.x is not evaluated: var.unknown, which has no value"
    ]


def test_what_cannot_be_one_account_is_noted(tmp_path: Path) -> None:
    (tmp_path / "a.tf").write_text(
        'module "many" {\n  for_each = toset(["a"])\n  control_tower_parameters = {}\n}\n'
        'module "nameless" {\n  control_tower_parameters = {\n    AccountEmail = "a@example.com"\n  }\n}\n'
    )
    (tmp_path / "broken.tf").write_text("module {{\n")

    found = read_requests(tmp_path)

    assert found.requests == []
    assert [str(loss).partition(":")[0] for loss in found.losses] == ["broken.tf", "a.tf", "a.tf"]
    assert [loss.what for loss in found.losses[1:]] == [
        "request many: for_each makes requests that only Terraform knows",
        "request nameless: without AccountName, ManagedOrganizationalUnit there is no account",
    ]


def test_a_folder_without_requests_is_refused(tmp_path: Path) -> None:
    (tmp_path / "main.tf").write_text('module "a" {\n  source = "./a"\n}\n')

    with pytest.raises(LandingZoneError) as refused:
        read_requests(tmp_path)

    assert refused.value.what == "a repository to adopt must have requests of accounts"
