from __future__ import annotations

from pathlib import Path

from cdktf import TerraformStack

from modules.organization.organization import Organization
from modules.organization.organizational_units import OrganizationalUnits
from modules.organization.spec import OrganizationalUnitSpec, PolicyType
from modules.runner.turning_on.wanted import NEWER_POLICY_TYPES
from tests.support.environments import addresses, environment
from tests.support.synthesis import only, synthesize_one

UNITS = {
    "Security": OrganizationalUnitSpec(),
    "Workloads": OrganizationalUnitSpec(
        units={"Production": OrganizationalUnitSpec(units={"Regulated": OrganizationalUnitSpec()})}
    ),
}


def tree(stack: TerraformStack) -> OrganizationalUnits:
    return OrganizationalUnits(stack, "units", parent_id="r-root", units=UNITS)


class TestOrganization:
    def test_has_all_features_and_the_services_and_policies_asked_for(self, tmp_path: Path) -> None:
        spec = environment().zone.organization.model_copy(
            update={
                "trusted_services": ("sso.amazonaws.com", "ram.amazonaws.com"),
                "policy_types": (PolicyType.TAG_POLICY, PolicyType.BACKUP_POLICY),
            }
        )
        document = synthesize_one(tmp_path, lambda stack: Organization(stack, "organization", spec=spec))

        organization = only(document, "aws_organizations_organization")

        assert organization["feature_set"] == "ALL"
        assert organization["aws_service_access_principals"] == ["ram.amazonaws.com", "sso.amazonaws.com"]
        assert organization["enabled_policy_types"] == ["BACKUP_POLICY", "TAG_POLICY"]

    def test_cannot_be_destroyed(self, tmp_path: Path) -> None:
        spec = environment().zone.organization
        document = synthesize_one(tmp_path, lambda stack: Organization(stack, "organization", spec=spec))

        assert only(document, "aws_organizations_organization")["lifecycle"]["prevent_destroy"] is True

    def test_turns_off_nothing_that_others_have_turned_on(self, tmp_path: Path) -> None:
        spec = environment().zone.organization
        document = synthesize_one(tmp_path, lambda stack: Organization(stack, "organization", spec=spec))

        lifecycle = only(document, "aws_organizations_organization")["lifecycle"]
        assert lifecycle["ignore_changes"] == ["aws_service_access_principals", "enabled_policy_types"]

    def test_leaves_kinds_that_the_provider_refuses_to_the_runner(self, tmp_path: Path) -> None:
        kinds = (PolicyType.S3_POLICY, PolicyType.TAG_POLICY, PolicyType.BEDROCK_POLICY)
        spec = environment().zone.organization.model_copy(update={"policy_types": kinds})
        document = synthesize_one(tmp_path, lambda stack: Organization(stack, "organization", spec=spec))

        assert only(document, "aws_organizations_organization")["enabled_policy_types"] == ["TAG_POLICY"]
        assert document["locals"] == {NEWER_POLICY_TYPES: ["BEDROCK_POLICY", "S3_POLICY"]}


class TestOrganizationalUnits:
    def test_hang_below_their_parents(self, tmp_path: Path) -> None:
        units = synthesize_one(tmp_path, tree)["resource"]["aws_organizations_organizational_unit"]
        by_name = {unit["name"]: (address, unit) for address, unit in units.items()}

        assert by_name["Security"][1]["parent_id"] == "r-root"
        for child, parent in (("Production", "Workloads"), ("Regulated", "Production")):
            expected = f"${{aws_organizations_organizational_unit.{by_name[parent][0]}.id}}"
            assert by_name[child][1]["parent_id"] == expected

    def test_cannot_be_destroyed(self, tmp_path: Path) -> None:
        units = synthesize_one(tmp_path, tree)["resource"]["aws_organizations_organizational_unit"]

        assert [unit["lifecycle"] for unit in units.values()] == [{"prevent_destroy": True}] * 4

    def test_are_found_by_their_paths(self, tmp_path: Path) -> None:
        found: list[tuple[str, ...]] = []
        synthesize_one(tmp_path, lambda stack: found.extend(tree(stack).unit_ids))

        assert found == [
            ("Security",),
            ("Workloads",),
            ("Workloads", "Production"),
            ("Workloads", "Production", "Regulated"),
        ]

    def test_addresses_are_a_contract(self, tmp_path: Path) -> None:
        assert addresses(synthesize_one(tmp_path, tree)) == [
            "aws_organizations_organizational_unit.units_Security_14143C0B",
            "aws_organizations_organizational_unit.units_Workloads_0DE890FB",
            "aws_organizations_organizational_unit.units_Workloads_units_Production_44BCE8FD",
            "aws_organizations_organizational_unit.units_Workloads_units_Production_units_Regulated_D936E613",
        ]
