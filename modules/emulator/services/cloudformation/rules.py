"""Rules: what a template, or a template constraint of AWS Service Catalog, demands of the parameters together.

Behaviour from the AWS CloudFormation User Guide, "Rules syntax" and "Rule-specific intrinsic functions". What asks for
attributes of a parameter's value is not emulated, and refused.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from moto.cloudformation.exceptions import ValidationError

_Values = Mapping[str, Any]


def check_rules(template: Mapping[str, Any], values: _Values) -> None:
    """Refuse parameters that a rule of the template does not allow.

    Raises:
        ValidationError: an assertion fails, or a function is not emulated.

    """
    for name, rule in (template.get("Rules") or {}).items():
        if "RuleCondition" in rule and not _evaluate(rule["RuleCondition"], template, values):
            continue
        for assertion in rule.get("Assertions") or []:
            if not _evaluate(assertion.get("Assert"), template, values):
                description = assertion.get("AssertDescription") or "an assertion is false"
                raise ValidationError(message=f"Template error: Rule [{name}] failed: {description}")


def _evaluate(value: Any, template: Mapping[str, Any], values: _Values) -> Any:
    if isinstance(value, list):
        return [_evaluate(inner, template, values) for inner in value]
    if not isinstance(value, dict):
        return value
    function, given = next(iter(value.items()))
    if function == "Ref":
        if given not in values:
            raise ValidationError(message=f"Template error: a rule refers to [{given}], which is no parameter")
        return values[given]
    if function == "Fn::RefAll":
        declared = template.get("Parameters") or {}
        return [values[name] for name, parameter in declared.items() if parameter.get("Type") == given]
    if function not in _FUNCTIONS:
        raise ValidationError(message=f"not emulated: {function} in a rule")
    return _FUNCTIONS[function](*_evaluate(given, template, values))


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _texts(value: Any) -> list[str]:
    return [_text(inner) for inner in (value if isinstance(value, list) else [value])]


_FUNCTIONS: dict[str, Callable[..., bool]] = {
    "Fn::And": lambda *conditions: all(conditions),
    "Fn::Or": lambda *conditions: any(conditions),
    "Fn::Not": lambda condition: not condition,
    "Fn::Equals": lambda texts, others: _texts(texts) == _texts(others),
    "Fn::Contains": lambda texts, text: _text(text) in _texts(texts),
    "Fn::EachMemberEquals": lambda texts, text: all(each == _text(text) for each in _texts(texts)),
    "Fn::EachMemberIn": lambda texts, among: set(_texts(texts)) <= set(_texts(among)),
}
