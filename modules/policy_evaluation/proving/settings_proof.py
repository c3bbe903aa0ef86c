"""Scenarios of the kinds that are inherited, not evaluated: tag, backup, AI opt-out and declarative policies."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from modules.policy_evaluation.inheritance.effective_policy import effective_policy
from modules.policy_evaluation.inheritance.effective_settings import setting_at, setting_equals
from modules.policy_evaluation.inheritance.tag_compliance import check_tag
from modules.policy_evaluation.proving.expectation import DENIED
from modules.policy_evaluation.proving.outcome import ScenarioOutcome, Verdict
from modules.policy_evaluation.reading.inputs import Account
from modules.policy_evaluation.reading.organization_tree import UnitPath, shown
from modules.policy_evaluation.reading.scenarios import Scenario
from modules.policy_evaluation.reading.spec import ScenarioSpec, TagSpec
from modules.policy_evaluation.requests.scenario_values import NothingToAskError, UnknownPlaceholderError, values_for
from modules.policy_evaluation.requests.synthesized_environment import SynthesizedEnvironment
from modules.specification.tag_keys import spelled


def settled(environment: SynthesizedEnvironment, scenario: Scenario, attached: tuple[UnitPath, ...]) -> ScenarioOutcome:
    """Judge one scenario by the effective policy of its account.

    Raises:
        LandingZoneError: the policies on the path to the account contradict each other, or have a wrong syntax.

    """
    account = environment.accounts.for_scenario(scenario.spec.account, attached)
    if account is None:
        why = f"the environment has no account for {scenario.spec.account}"
        return ScenarioOutcome(scenario, Verdict.NOT_APPLICABLE, 0, (why,))
    try:
        missed = _missed(environment, scenario, account)
    except NothingToAskError as nothing:
        return ScenarioOutcome(scenario, Verdict.NOT_APPLICABLE, 0, (str(nothing),))
    except UnknownPlaceholderError as unknown:
        missed = f"nothing is known of the placeholder {{{{{unknown}}}}}"
    return ScenarioOutcome(scenario, Verdict.FAILED if missed else Verdict.PASSED, 1, (missed,) if missed else ())


def _missed(environment: SynthesizedEnvironment, scenario: Scenario, account: Account) -> str:
    """Say what is not as expected; nothing where all is."""
    spec, values = scenario.spec, values_for(account, environment.facts, environment.accounts)
    settings = settings_of(environment, account, scenario.guardrail.kind)
    keys = environment.facts.tag_keys
    if spec.tag is not None:
        tag = TagSpec.model_validate(values.exact(spec.tag.model_dump()))
        return _tag_missed(spec, tag.model_copy(update={"key": spelled(tag.key, keys)}), settings)
    path, expected = values.exact(str(spec.path)), values.exact(spec.equals)
    if path.endswith("tag_key"):
        expected = spelled(expected, keys)
    if setting_equals(settings, path, expected):
        return ""
    return f"{path} of {account.key} is {_written(setting_at(settings, path))}, not {_written(expected)}"


def settings_of(environment: SynthesizedEnvironment, account: Account, kind: str) -> Mapping[str, Any]:
    """Return the effective policy of an account, of one kind that is inherited.

    Raises:
        LandingZoneError: the policies on the path to the account contradict each other, or have a wrong syntax.

    """
    levels = environment.tree.along(account.unit, kind)
    return effective_policy((shown(at), [policy.document for policy in policies]) for at, policies in levels).settings


def _tag_missed(spec: ScenarioSpec, tag: TagSpec, settings: Mapping[str, Any]) -> str:
    check = check_tag(settings, resource_type=tag.resource_type, key=tag.key, value=tag.value)
    if check.denied == (spec.expect == DENIED):
        return ""
    where = f"{tag.key}={tag.value} on {tag.resource_type}"
    if check.denied:
        return f"{where} is denied: {check.fault}"
    return f"{where} is allowed: {f'{check.fault}, but nothing enforces it' if check.fault else 'it complies'}"


def _written(value: Any) -> str:
    return "not set" if value is None else str(value)
