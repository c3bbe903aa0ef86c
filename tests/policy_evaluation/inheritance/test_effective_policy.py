"""What policies on the path to an account come to: AWS's examples of inheritance, and the rules they stand for.

AWS Organizations User Guide, "Inheritance examples", "AI services opt-out policy syntax and examples" and "Backup
policy syntax and examples"; the policies are in our words.
"""

from __future__ import annotations

from typing import Any

import pytest

from modules.policy_evaluation.inheritance.effective_policy import NEW_KEY, EffectivePolicy, Ignored, effective_policy
from modules.specification.errors import LandingZoneError

CONTROL = "@@operators_allowed_for_child_policies"


def _tag(name: str = "costcenter", **said: dict[str, Any]) -> dict[str, Any]:
    return {"tags": {name: said}}


def _values(*values: str) -> dict[str, Any]:
    return {"@@assign": list(values)}


COST_CENTER = _tag(tag_key={"@@assign": "CostCenter"}, tag_value=_values("Research", "Service"))


def _effective(*levels: dict[str, Any] | list[dict[str, Any]]) -> EffectivePolicy:
    """Attach one policy, or several, to the root, to a unit and to the account."""
    names = ("Root", "Workloads", "fraud-dev")
    lists = [level if isinstance(level, list) else [level] for level in levels]
    return effective_policy(zip(names, lists, strict=False))


def _rule(policy: EffectivePolicy, name: str = "costcenter") -> dict[str, Any]:
    return dict(policy.settings["tags"][name])


class TestValueSettingOperators:
    def test_without_policies_nothing_is_set(self) -> None:
        assert _effective([], [], []).settings == {}

    def test_assign_puts_a_value_in_place_of_the_inherited_one(self) -> None:
        unit = _tag(tag_value=_values("Trial"), enforced_for=_values("redshift:*", "dynamodb:table"))

        assert _rule(_effective(COST_CENTER, unit)) == {
            "tag_key": "CostCenter",
            "tag_value": ["Trial"],
            "enforced_for": ["redshift:*", "dynamodb:table"],
        }

    def test_append_adds_to_the_inherited_values_and_sets_what_is_not_inherited(self) -> None:
        unit = _tag(tag_value={"@@append": ["Sales", "Service"]}, enforced_for={"@@append": ["s3:bucket"]})

        assert _rule(_effective(COST_CENTER, unit)) == {
            "tag_key": "CostCenter",
            "tag_value": ["Research", "Service", "Sales"],
            "enforced_for": ["s3:bucket"],
        }

    def test_remove_takes_from_the_inherited_values_and_leaves_the_others(self) -> None:
        unit = _tag(tag_value={"@@append": ["Sales"]}, enforced_for={"@@append": ["s3:bucket"]})
        account = _tag(tag_value={"@@remove": ["Research", "Sales"]}, enforced_for={"@@remove": ["s3:bucket"]})

        assert _rule(_effective(COST_CENTER, unit, account)) == {"tag_key": "CostCenter", "tag_value": ["Service"]}

    def test_remove_of_what_is_not_there_changes_nothing(self) -> None:
        assert _effective(COST_CENTER, _tag(tag_value={"@@remove": ["Nobody"]})).settings == (
            _effective(COST_CENTER).settings
        )

    def test_keys_are_the_same_whatever_their_capital_letters(self) -> None:
        unit = _tag("CostCenter", tag_value=_values("Trial"))

        assert _effective(COST_CENTER, unit).settings == {
            "tags": {"costcenter": {"tag_key": "CostCenter", "tag_value": ["Trial"]}}
        }

    def test_an_account_may_add_a_plan_of_its_own(self) -> None:
        nightly = {"plans": {"Nightly": {"regions": {"@@append": ["eu-west-1"]}}}}
        monthly = {"plans": {"Monthly": {"regions": {"@@append": ["eu-central-1"]}}}}

        assert _effective(nightly, monthly).settings == {
            "plans": {"Nightly": {"regions": ["eu-west-1"]}, "Monthly": {"regions": ["eu-central-1"]}}
        }

    def test_append_makes_a_list_of_a_single_value(self) -> None:
        unit = _tag(tag_value={"@@append": ["Sales"]})

        assert _rule(_effective(_tag(tag_value={"@@assign": "Research"}), unit)) == {"tag_value": ["Research", "Sales"]}

    def test_a_group_that_is_left_without_settings_is_not_there(self) -> None:
        unit = _tag(tag_value={"@@remove": ["Research"]})

        assert _effective(_tag(tag_value=_values("Research")), unit).settings == {}

    @pytest.mark.parametrize("turned", [False, True], ids=["a value becomes a group", "a group becomes a value"])
    def test_a_value_and_a_group_do_not_take_the_place_of_each_other(self, turned: bool) -> None:  # noqa: FBT001 - a case
        levels = [COST_CENTER, _tag(tag_key={"again": {"@@assign": "CostCenter"}})]

        with pytest.raises(LandingZoneError) as refused:
            _effective(*(levels[::-1] if turned else levels))

        assert str(refused.value) == (
            "a policy sets tags.costcenter.tag_key as something else than those above it\n"
            "  got: both a value and settings below it, the last at Workloads\n"
            "  why: Organizations would call the effective policy invalid, and none would apply\n"
            "  fix: mend the document that it is made of"
        )


class TestChildControlOperators:
    PROJECT = _tag(
        "project",
        tag_key={CONTROL: ["@@none"], "@@assign": "Project"},
        tag_value={CONTROL: ["@@append"], "@@assign": ["Upkeep"]},
    )

    def test_what_is_forbidden_is_ignored_and_told(self) -> None:
        unit = _tag("project", tag_key={"@@assign": "PROJECT"}, tag_value={"@@append": ["Upkeep - lab"]})

        policy = _effective(self.PROJECT, unit)

        assert _rule(policy, "project") == {"tag_key": "Project", "tag_value": ["Upkeep", "Upkeep - lab"]}
        assert policy.ignored == (Ignored("Workloads", "tags.project.tag_key", "@@assign", "Root"),)

    def test_an_operator_that_is_not_among_the_allowed_ones_is_forbidden(self) -> None:
        policy = _effective(self.PROJECT, _tag("project", tag_value={"@@remove": ["Upkeep"]}))

        assert _rule(policy, "project")["tag_value"] == ["Upkeep"]
        assert [one.what for one in policy.ignored] == ["@@remove"]

    def test_all_are_allowed_where_nothing_is_said_or_all_is(self) -> None:
        unit = _tag(tag_value=_values("Trial"))
        said = _tag(tag_key={"@@assign": "CostCenter"}, tag_value={CONTROL: ["@@all"], **_values("Research")})

        assert _effective(COST_CENTER, unit).settings == _effective(said, unit).settings

    def test_it_does_not_hold_for_policies_of_its_own_target(self) -> None:
        lock = _tag(tag_value={CONTROL: ["@@none"]})

        policy = _effective([lock, COST_CENTER])

        assert _rule(policy)["tag_value"] == ["Research", "Service"]
        assert not policy.ignored

    def test_policies_further_down_cannot_widen_it_again(self) -> None:
        unit = _tag("project", tag_value={CONTROL: ["@@all"]})
        account = _tag("project", tag_value=_values("Anything"))

        policy = _effective(self.PROJECT, unit, account)

        assert _rule(policy, "project")["tag_value"] == ["Upkeep"]
        assert policy.ignored == (Ignored("fraud-dev", "tags.project.tag_value", "@@assign", "Root"),)

    def test_policies_further_down_can_narrow_it(self) -> None:
        unit = _tag("project", tag_value={CONTROL: ["@@none"]})

        policy = _effective(self.PROJECT, unit, _tag("project", tag_value={"@@append": ["More"]}))

        assert policy.ignored == (Ignored("fraud-dev", "tags.project.tag_value", "@@append", "Workloads"),)

    def test_it_is_the_first_target_that_forbids(self) -> None:
        unit = _tag("project", tag_key={CONTROL: ["@@none"]})
        account = _tag("project", tag_key={"@@assign": "PROJECT"})

        policy = _effective(self.PROJECT, unit, account)

        assert policy.ignored == (Ignored("fraud-dev", "tags.project.tag_key", "@@assign", "Root"),)

    def test_two_of_one_target_allow_what_both_allow(self) -> None:
        either = _tag("project", tag_value={CONTROL: ["@@append", "@@remove"]})

        policy = _effective([self.PROJECT, either], _tag("project", tag_value={"@@remove": ["Upkeep"]}))

        assert _rule(policy, "project")["tag_value"] == ["Upkeep"]
        assert _effective([self.PROJECT, either], _tag("project", tag_value={"@@append": ["More"]})).ignored == ()

    def test_it_holds_for_its_own_setting_and_not_for_those_below(self) -> None:
        root = {"services": {CONTROL: ["@@none"], "default": {"opt_out_policy": {"@@assign": "optOut"}}}}
        unit = {"services": {"default": {"opt_out_policy": {"@@assign": "optIn"}}}}

        assert _effective(root, unit).settings == {"services": {"default": {"opt_out_policy": "optIn"}}}

    def test_a_group_that_is_locked_takes_no_new_key(self) -> None:
        root = {"services": {CONTROL: ["@@none"], "default": {"opt_out_policy": {"@@assign": "optOut"}}}}
        unit = {"services": {"lex": {"opt_out_policy": {"@@assign": "optIn"}}}}

        policy = _effective(root, unit)

        assert policy.settings == {"services": {"default": {"opt_out_policy": "optOut"}}}
        assert policy.ignored == (Ignored("Workloads", "services.lex", NEW_KEY, "Root"),)

    @pytest.mark.parametrize("allowed", ["@@append", "@@assign"])
    def test_a_group_takes_new_keys_where_adding_or_assigning_is_allowed(self, allowed: str) -> None:
        root = {"plans": {CONTROL: [allowed], "Nightly": {"regions": _values("eu-west-1")}}}
        unit = {"plans": {"Monthly": {"regions": _values("eu-west-1")}}}

        assert _effective(root, unit).settings["plans"].keys() == {"Nightly", "Monthly"}

    def test_a_group_takes_no_new_key_where_only_removing_is_allowed(self) -> None:
        root = {"plans": {CONTROL: ["@@remove"], "Nightly": {"regions": _values("eu-west-1")}}}

        policy = _effective(root, {"plans": {"Monthly": {"regions": _values("eu-west-1")}}})

        assert policy.settings["plans"].keys() == {"Nightly"}
        assert policy.ignored == (Ignored("Workloads", "plans.Monthly", NEW_KEY, "Root"),)
