"""Rules of inheritance that hold for any policies."""

from __future__ import annotations

import copy
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from modules.policy_evaluation.inheritance.effective_policy import NEW_KEY, EffectivePolicy, effective_policy
from modules.policy_evaluation.inheritance.effective_settings import same
from modules.specification.errors import LandingZoneError

CONTROL = "@@operators_allowed_for_child_policies"
WORDS = st.sampled_from(["dev", "test", "prod", "lab"])
LISTS = st.lists(WORDS, min_size=1, max_size=3, unique=True)
OPERATORS = st.lists(st.sampled_from(["@@assign", "@@append", "@@remove"]), min_size=1, unique=True)
CONTROLS = st.one_of(st.just(["@@all"]), st.just(["@@none"]), OPERATORS)

Policy = dict[str, Any]


def _with_control(said: st.SearchStrategy[Policy]) -> st.SearchStrategy[Policy]:
    return st.one_of(said, st.builds(lambda one, control: {**one, CONTROL: control}, said, CONTROLS))


ONE_VALUE = _with_control(st.fixed_dictionaries({"@@assign": WORDS}))
SEVERAL_VALUES = _with_control(
    st.one_of(
        st.fixed_dictionaries({"@@assign": LISTS}),
        st.fixed_dictionaries({"@@append": LISTS}),
        st.fixed_dictionaries({"@@remove": LISTS}),
    )
)
RULE = _with_control(
    st.fixed_dictionaries(
        {}, optional={"tag_key": ONE_VALUE, "tag_value": SEVERAL_VALUES, "enforced_for": SEVERAL_VALUES}
    )
)
TAGS = st.fixed_dictionaries({}, optional={"stage": RULE, "Team": RULE, "owner": RULE})
POLICIES = st.builds(lambda tags: {"tags": tags}, _with_control(TAGS))


def _on_a_path(*policies: Policy) -> EffectivePolicy:
    """The effective policy where one policy is attached to each target, so that none contradicts another."""
    return effective_policy(zip(("Root", "Workloads", "account"), ([policy] for policy in policies), strict=False))


def _of_one_target(policies: list[Policy]) -> Any:
    """The settings, or nothing where the policies contradict each other."""
    try:
        return effective_policy([("Root", policies)]).settings
    except LandingZoneError:
        return None


def _locked(policy: Policy) -> Policy:
    """The policy, with every setting in it closed to policies further down."""
    below = {key: _locked(value) for key, value in policy.items() if isinstance(value, dict)}
    return {**policy, **below, CONTROL: ["@@none"]}


def _operators_in(settings: Any) -> bool:
    return isinstance(settings, dict) and any(
        key.startswith("@@") or _operators_in(value) for key, value in settings.items()
    )


@given(st.lists(POLICIES, max_size=3))
def test_the_order_of_policies_of_one_target_makes_no_difference(policies: list[Policy]) -> None:
    assert same(_of_one_target(policies), _of_one_target(policies[::-1]))


@given(POLICIES, POLICIES, POLICIES)
def test_nothing_further_down_changes_what_is_locked(root: Policy, unit: Policy, account: Policy) -> None:
    locked = _locked(root)

    assert _on_a_path(locked, unit, account).settings == _on_a_path(locked).settings


@given(POLICIES, POLICIES)
def test_what_is_ignored_could_as_well_not_have_been_said(root: Policy, unit: Policy) -> None:
    policy = _on_a_path(root, unit)
    without = copy.deepcopy(unit)
    for ignored in policy.ignored:
        *above, last = ignored.path.split(".")
        place: Any = without
        for key in above:
            place = place[key]
        if ignored.what == NEW_KEY:
            del place[last]
        else:
            del place[last][ignored.what]

    assert _on_a_path(root, without) == EffectivePolicy(policy.settings)


@given(POLICIES, POLICIES, POLICIES)
def test_an_effective_policy_holds_no_operators(root: Policy, unit: Policy, account: Policy) -> None:
    assert not _operators_in(_on_a_path(root, unit, account).settings)


@given(POLICIES, POLICIES)
def test_a_target_without_policies_passes_on_what_it_inherits(root: Policy, account: Policy) -> None:
    assert _on_a_path(root, {}, account).settings == _on_a_path(root, account).settings
