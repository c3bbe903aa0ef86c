"""Mutations of statements, and whether scenarios notice them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

import pytest

from modules.policy_evaluation.mutation.mutation import Mutation, Operator
from modules.policy_evaluation.mutation.mutation_run import MutationResult, mutate
from modules.policy_evaluation.mutation.mutations import mutations
from modules.policy_evaluation.reading.inputs import Guardrail
from tests.policy_evaluation.small_organization import EXEMPT, RCP, deny, environment, guardrail, policy, read


def of(condition: Mapping[str, Any]) -> dict[str, Mutation]:
    return {one.change: one for one in mutations(deny("Example", "s3:GetObject", condition))}


def condition(mutation: Mutation) -> Any:
    assert mutation.statement is not None
    return mutation.statement.get("Condition")


class TestMutations:
    def test_remove_the_statement(self) -> None:
        (removed,) = mutations(deny("Example", "s3:*"))
        assert (removed.sid, removed.change, removed.statement) == ("Example", "removed", None)

    @pytest.mark.parametrize(
        ("operator", "opposite"),
        [
            ("StringEquals", "StringNotEquals"),
            ("StringNotLike", "StringLike"),
            ("StringNotEqualsIfExists", "StringEqualsIfExists"),
            ("ForAnyValue:StringNotLike", "ForAnyValue:StringLike"),
            ("ArnNotLike", "ArnLike"),
            ("NumericLessThan", "NumericGreaterThanEquals"),
            ("DateGreaterThan", "DateLessThanEquals"),
            ("NotIpAddress", "IpAddress"),
        ],
    )
    def test_flip_an_operator(self, operator: str, opposite: str) -> None:
        flipped = of({operator: {"aws:example": "x"}})[f"{operator} aws:example flipped"]
        assert condition(flipped) == {opposite: {"aws:example": "x"}}

    @pytest.mark.parametrize(("value", "other"), [("true", "false"), ("False", "true"), (["true"], ["false"])])
    @pytest.mark.parametrize("operator", ["Null", "Bool", "BoolIfExists"])
    def test_flip_what_is_either_true_or_false(self, operator: str, value: Any, other: Any) -> None:
        flipped = of({operator: {"aws:example": value}})[f"{operator} aws:example flipped"]
        assert condition(flipped) == {operator: {"aws:example": other}}

    def test_leave_the_other_conditions_alone(self) -> None:
        both = {"Null": {"s3:one": "true", "s3:two": "true"}, "Bool": {"aws:three": "true"}}
        changed = condition(of(both)["Null s3:one flipped"])
        assert changed == {"Null": {"s3:one": "false", "s3:two": "true"}, "Bool": {"aws:three": "true"}}

    def test_do_not_lose_a_condition_that_stands_in_the_opposite_operator_too(self) -> None:
        both = {"StringLike": {"s3:prefix": "a*"}, "StringNotLike": {"s3:prefix": "ab*"}}
        changed = condition(of(both)["StringLike s3:prefix flipped"])
        assert changed == {"StringNotLike": {"s3:prefix": "ab*", "S3:PREFIX": "a*"}}

    def test_remove_a_condition_and_the_operator_that_has_no_other(self) -> None:
        assert condition(of({"Bool": {"aws:example": "true"}})["Bool aws:example removed"]) is None

    def test_add_and_drop_if_exists_where_that_changes_meaning(self) -> None:
        added = of({"StringEquals": {"aws:example": "x"}})["StringEquals aws:example with IfExists"]
        dropped = of({"BoolIfExists": {"aws:example": "x"}})["BoolIfExists aws:example without IfExists"]
        assert condition(added) == {"StringEqualsIfExists": {"aws:example": "x"}}
        assert condition(dropped) == {"Bool": {"aws:example": "x"}}
        assert "StringNotEquals aws:example with IfExists" not in of({"StringNotEquals": {"aws:example": "x"}})
        assert "Null aws:example with IfExists" not in of({"Null": {"aws:example": "true"}})

    def test_change_nothing_about_a_key_that_every_request_has(self) -> None:
        named = {"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::*:root"}}
        assert list(of(named)) == ["removed", "ArnLike aws:PrincipalArn flipped", "ArnLike aws:PrincipalArn removed"]
        anybody = mutations(deny("Example", "s3:GetObject", named, Principal="*"))
        assert "ArnLike aws:PrincipalArn with IfExists" in [one.change for one in anybody]

    def test_swap_set_operators(self) -> None:
        swapped = of({"ForAllValues:StringLike": {"aws:TagKeys": "x"}})[
            "ForAllValues:StringLike aws:TagKeys with ForAnyValue"
        ]
        assert condition(swapped) == {"ForAnyValue:StringLike": {"aws:TagKeys": "x"}}

    def test_leave_one_item_out_of_each_list(self) -> None:
        several = deny("Example", ["s3:GetObject", "s3:PutObject"], {"StringEquals": {"aws:example": ["x", "y"]}})
        changes = {one.change: one for one in mutations({**several, "Resource": ["a", "b"]})}
        assert changes["Action without s3:GetObject"].statement == {
            **several,
            "Resource": ["a", "b"],
            "Action": ["s3:PutObject"],
        }
        assert condition(changes["StringEquals aws:example without y"]) == {"StringEquals": {"aws:example": ["x"]}}
        assert changes["Resource without a"].operator is Operator.RESOURCE_REMOVED
        assert changes["Resource *"].operator is Operator.RESOURCE_WIDENED

    def test_never_empty_a_list(self) -> None:
        single = {**deny("Example", ["s3:GetObject"], {"StringEquals": {"aws:example": ["x"]}}), "Resource": ["a"]}
        assert not [one for one in mutations(single) if "without" in one.change and "IfExists" not in one.change]

    def test_let_a_stage_in_that_was_left_out(self) -> None:
        statement = deny("Example", "s3:*", {"StringEquals": {"aws:RequestTag/Stage": ["dev", "test"]}})
        added = [one for one in mutations(statement, ("dev", "test", "prod")) if one.operator is Operator.STAGE_ADDED]
        assert [condition(one) for one in added] == [
            {"StringEquals": {"aws:RequestTag/Stage": ["dev", "test", "prod"]}}
        ]

    def test_let_everybody_in_where_a_tag_of_the_caller_decides(self) -> None:
        team = "${aws:PrincipalTag/Team}"
        statement = deny("Example", "s3:*", {"StringEquals": {"aws:ResourceTag/Team": team}})
        resource, tag = (
            one
            for one in mutations({**statement, "Resource": [f"arn:aws:s3:::{team}-dev"]})
            if one.operator is Operator.VARIABLE_WIDENED
        )
        assert resource.statement is not None
        assert resource.statement["Resource"] == ["arn:aws:s3:::*-dev"]
        assert condition(tag) == {"StringLike": {"aws:ResourceTag/Team": ["*"]}}

    def test_change_nothing_in_the_statement_itself(self) -> None:
        statement = deny("Example", "s3:*", {"Bool": {"aws:SecureTransport": "false"}})
        list(mutations(statement))
        assert statement == deny("Example", "s3:*", {"Bool": {"aws:SecureTransport": "false"}})


LEAVING = policy(deny("NoLeaving", "organizations:LeaveOrganization", EXEMPT))
DENIED = "  - {name: nobody leaves, expect: denied, action: organizations:LeaveOrganization}\n"
ALLOWED = (
    "  - {name: the platform does, expect: allowed, action: organizations:LeaveOrganization, principal: platform}\n"
)


def results(
    folder: Path, attached: Mapping[str, list[Guardrail]], *, noticed: Collection[str] = frozenset()
) -> list[MutationResult]:
    library = list({one.name: one for several in attached.values() for one in several}.values())
    return mutate(environment(folder / "cdktf.out", attached), library, read(*library), noticed=noticed)


def noticed(folder: Path, attached: Mapping[str, list[Guardrail]]) -> dict[str, str]:
    return {one.mutation.change: one.noticed_by for one in results(folder, attached)}


class TestRun:
    def test_names_the_scenario_that_notices(self, tmp_path: Path) -> None:
        leaving = guardrail(tmp_path, "leaving", LEAVING, f"scenarios:\n{DENIED}{ALLOWED}")
        assert noticed(tmp_path, {"Root": [leaving]}) == {
            "removed": "nobody leaves",
            "ArnNotLike aws:PrincipalArn flipped": "nobody leaves",
            "ArnNotLike aws:PrincipalArn removed": "the platform does",
            "ArnNotLike aws:PrincipalArn without arn:aws:iam::*:role/Deployment": "the platform does",
            "ArnNotLike aws:PrincipalArn without arn:aws:iam::*:role/BreakGlass": "the platform does",
        }

    def test_tells_what_nothing_notices(self, tmp_path: Path) -> None:
        leaving = guardrail(tmp_path, "leaving", LEAVING, f"scenarios:\n{DENIED}")
        survivor, *_ = (one for one in results(tmp_path, {"Root": [leaving]}) if one.survives)
        assert (survivor.guardrail, survivor.mutation.change) == ("leaving", "ArnNotLike aws:PrincipalArn removed")

    def test_does_not_try_again_what_another_environment_noticed(self, tmp_path: Path) -> None:
        leaving = guardrail(tmp_path, "leaving", LEAVING, f"scenarios:\n{DENIED}")
        first = results(tmp_path, {"Root": [leaving]})
        left = results(tmp_path, {"Root": [leaving]}, noticed={one.name for one in first if not one.survives})
        assert left == [one for one in first if one.survives]
        assert 0 < len(left) < len(first)

    def test_changes_a_statement_in_every_place_that_it_is_attached_to(self, tmp_path: Path) -> None:
        """Otherwise the copy further up would still deny, and nothing could notice."""
        leaving = guardrail(tmp_path, "leaving", LEAVING, f"scenarios:\n{DENIED}")
        found = noticed(tmp_path, {"Root": [leaving], "Security": [leaving]})
        assert found["removed"] == "nobody leaves"

    def test_has_no_effect_where_the_guardrail_is_not_attached(self, tmp_path: Path) -> None:
        """A statement that denies everything, in its mutation, still does not reach another unit's accounts."""
        told = (
            "scenarios:\n"
            + DENIED
            + DENIED.replace("nobody leaves, expect: denied", "free, in: sandbox, expect: allowed")
        )
        leaving = guardrail(tmp_path, "leaving", LEAVING, told)
        assert noticed(tmp_path, {"Security": [leaving]})["ArnNotLike aws:PrincipalArn removed"] == ""

    def test_counts_only_scenarios_that_pass_without_it(self, tmp_path: Path) -> None:
        wrong = DENIED.replace("action: organizations:LeaveOrganization", "action: organizations:ListRoots")
        leaving = guardrail(tmp_path, "leaving", LEAVING, f"scenarios:\n{wrong}")
        assert set(noticed(tmp_path, {"Root": [leaving]}).values()) == {""}

    def test_does_the_same_for_resource_control_policies(self, tmp_path: Path) -> None:
        tls = policy(deny("TlsOnly", "s3:*", {"BoolIfExists": {"aws:SecureTransport": "false"}}, Principal="*"))
        one = "action: s3:GetObject, resource: 'arn:aws:s3:::data/key'"
        told = (
            f"scenarios:\n  - {{name: plain, expect: denied, {one}, context: {{aws:SecureTransport: false}}}}\n"
            f"  - {{name: encrypted, expect: allowed, {one}}}\n"
        )
        found = noticed(tmp_path, {"Root": [guardrail(tmp_path, "tls", tls, told, kind=RCP)]})
        assert found == {
            "removed": "plain",
            "BoolIfExists aws:SecureTransport flipped": "plain",
            "BoolIfExists aws:SecureTransport removed": "encrypted",
            "BoolIfExists aws:SecureTransport without IfExists": "",
        }
