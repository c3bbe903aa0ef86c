"""A product and its versions as Service Catalog has them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from cdktf import TerraformStack

from modules.catalog.library.library import PRODUCTS, product, products
from modules.catalog.published_product import FIRST_VERSION, PublishedProduct, TemplatePlace
from tests.support.synthesis import synthesize_one

KEY = "analytics/athena-workgroup"
ARTIFACT, PRODUCT = "aws_servicecatalog_provisioning_artifact", "aws_servicecatalog_product"
OBJECT, DIGEST = "aws_s3_object", "terraform_data"
NEW = '  - name: "1.1"\n    description: Another limit.\n    state: current\n'


def published(folder: Path, shelf: Path = PRODUCTS) -> dict[str, dict[str, Any]]:
    """Synthesize the product as a shelf has it; return its resources by type and name."""

    def build(stack: TerraformStack) -> None:
        PublishedProduct(
            stack,
            "product",
            product=product(KEY, shelf),
            portfolio_id="port-1",
            place=TemplatePlace("templates", "eu-west-1"),
            tag_keys={},
        )

    found: dict[str, dict[str, Any]] = synthesize_one(folder, build)["resource"]
    return found


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    return published(tmp_path_factory.mktemp("before"))


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """A shelf of one's own with the library's products, to change."""
    shutil.copytree(PRODUCTS, tmp_path / "products")
    return tmp_path / "products"


def test_a_version_more_is_an_artifact_and_its_template_and_the_old_one_is_deprecated(
    before: dict[str, dict[str, Any]], shelf: Path, tmp_path: Path
) -> None:
    folder = shelf / KEY
    shutil.copytree(folder / "1.0", folder / "1.1")
    description = folder / "product.yaml"
    text = description.read_text()
    begins, current, ends = text.partition("    state: current\n")
    assert current
    description.write_text(f"{begins}    state: deprecated\n{NEW}{ends}")

    after = published(tmp_path / "after", shelf)

    added = {(kind, name) for kind, found in after.items() for name in found} - {
        (kind, name) for kind, found in before.items() for name in found
    }
    assert sorted(kind for kind, _ in added) == [OBJECT, ARTIFACT, DIGEST]
    changed = [
        (kind, name, key)
        for kind, found in before.items()
        for name, body in found.items()
        for key, value in body.items()
        if after[kind][name][key] != value
    ]
    assert [(kind, key) for kind, _, key in changed] == [(ARTIFACT, "guidance")]
    assert sorted((body["name"], body["guidance"], body["active"]) for body in after[ARTIFACT].values()) == [
        ("1.0", "DEPRECATED", True),
        ("1.1", "DEFAULT", True),
    ]


def test_a_retired_version_stays_and_is_inactive(shelf: Path, tmp_path: Path) -> None:
    folder = shelf / KEY
    shutil.copytree(folder / "1.0", folder / "1.1")
    description = folder / "product.yaml"
    begins, _, ends = description.read_text().partition("    state: current\n")
    description.write_text(f"{begins}    state: retired\n{NEW}{ends}")

    states = {body["name"]: body["active"] for body in published(tmp_path / "after", shelf)[ARTIFACT].values()}

    assert states == {"1.0": False, "1.1": True}


def test_a_template_that_is_changed_after_it_was_published_replaces_its_version(
    before: dict[str, dict[str, Any]], shelf: Path, tmp_path: Path
) -> None:
    template = shelf / KEY / "1.0" / "template.yaml"
    template.write_text(template.read_text().replace("Queries of the team", "Questions"))

    after = published(tmp_path / "after", shelf)

    keys = [{body["key"] for body in resources[OBJECT].values()} for resources in (before, after)]
    assert len(keys[0] & keys[1]) == 1, "only the version that a product comes with is the same"
    for resources in (before, after):
        (artifact,), (digest,) = resources[ARTIFACT].values(), resources[DIGEST]
        assert artifact["lifecycle"]["replace_triggered_by"] == [f"{DIGEST}.{digest}"]
        assert resources[DIGEST][digest]["triggers_replace"] == {"template_url": artifact["template_url"]}


def test_the_version_that_a_product_comes_with_launches_nothing_and_is_left_alone(
    before: dict[str, dict[str, Any]],
) -> None:
    (body,) = before[PRODUCT].values()
    first = body["provisioning_artifact_parameters"]
    (template,) = (each for each in before[OBJECT].values() if f"/{FIRST_VERSION}-" in each["key"])
    content = json.loads(template["content"])

    assert first["name"] == FIRST_VERSION
    assert body["lifecycle"]["ignore_changes"] == ["provisioning_artifact_parameters"]
    assert {resource["Type"] for resource in content["Resources"].values()} == {
        "AWS::CloudFormation::WaitConditionHandle"
    }
    left, right = content["Rules"]["AnotherVersion"]["Assertions"][0]["Assert"]["Fn::Equals"]
    assert left != right, "the rule holds for nobody"


def test_it_is_launched_as_a_role_of_the_account_by_its_name(before: dict[str, dict[str, Any]]) -> None:
    constraints = {
        body["type"]: json.loads(body["parameters"]) for body in before["aws_servicecatalog_constraint"].values()
    }

    assert constraints["LAUNCH"] == {"LocalRoleName": product(KEY).launch_role_name}
    assert constraints["RESOURCE_UPDATE"]["Properties"] == {"TagUpdateOnProvisionedProduct": "NOT_ALLOWED"}


RULES = """rules:
  - name: Limits
    condition: {"Fn::Equals": [{Ref: Name}, everything]}
    assertions:
      - expression: {"Fn::Contains": [["1", "2"], {Ref: Size}]}
        description: Small ones
tests:
"""


def test_its_rules_are_a_constraint_behind_all_versions(
    before: dict[str, dict[str, Any]], shelf: Path, tmp_path: Path
) -> None:
    definition, template = shelf / KEY / "product.yaml", shelf / KEY / "1.0" / "template.yaml"
    definition.write_text(definition.read_text().replace("tests:\n", RULES))
    template.write_text(template.read_text().replace("Parameters:\n", "Parameters:\n  Size: {Type: String}\n"))

    resources = published(tmp_path / "after", shelf)

    assert "TEMPLATE" not in {body["type"] for body in before["aws_servicecatalog_constraint"].values()}
    (rules,) = (each for each in resources["aws_servicecatalog_constraint"].values() if each["type"] == "TEMPLATE")
    assert json.loads(rules["parameters"]) == {
        "Rules": {
            "Limits": {
                "RuleCondition": {"Fn::Equals": [{"Ref": "Name"}, "everything"]},
                "Assertions": [
                    {"Assert": {"Fn::Contains": [["1", "2"], {"Ref": "Size"}]}, "AssertDescription": "Small ones"}
                ],
            }
        }
    }
    (artifact,) = resources[ARTIFACT]
    assert f"{ARTIFACT}.{artifact}" in rules["depends_on"]


def test_the_text_of_a_template_reaches_terraform_as_it_is(before: dict[str, dict[str, Any]]) -> None:
    """`${...}` is CloudFormation's there, and Terraform would look for something of that name."""
    (template,) = (each for each in before[OBJECT].values() if "/1.0-" in each["key"])

    assert "$${Team}" in template["content"]
    assert "${" not in template["content"].replace("$${", "")


def test_no_product_of_the_library_has_a_version_called_as_the_first() -> None:
    assert FIRST_VERSION not in {version.name for each in products(KEY.partition("/")[0]) for version in each.versions}
