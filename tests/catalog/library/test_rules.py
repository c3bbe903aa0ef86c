"""Rules of products: what is wrong with one is seen when products are read."""

from __future__ import annotations

from pathlib import Path

import pytest

from modules.catalog.library.library import products
from modules.specification.problems import InvalidEnvironmentError
from tests.catalog.library.shelf import DEFINITION, shelf

RULES = """rules:
  - name: {name}
    condition: {{"Fn::Not": [{{"Fn::Equals": [{{Ref: Size}}, small]}}]}}
    assertions:
      - expression: {expression}
        description: Few large ones
tests:
"""
FEW = '{"Fn::EachMemberIn": [["1", "2"], {Ref: Count}]}'
PARAMETERS = "  Size: {Type: String}\n  Count: {Type: Number}\n"


def written(folder: Path, *, name: str = "Few", expression: str = FEW, old: str = PARAMETERS) -> Path:
    """Write a product with a rule; `old` are the parameters of its older version."""
    rules = RULES.format(name=name, expression=expression)
    root = shelf(folder, DEFINITION.replace("tests:\n", rules))
    for version, parameters in (("1.0", old), ("1.1", PARAMETERS)):
        template = root / "messages/queue" / version / "template.yaml"
        kept = "  Key: {Type: AWS::SSM::Parameter::Value<String>}\n"
        template.write_text(f"{template.read_text()}Parameters:\n{parameters}{kept}")
    return root


def refusal(root: Path) -> str:
    with pytest.raises(InvalidEnvironmentError) as refused:
        products("messages", root)
    return str(refused.value)


def test_a_rule_is_published_as_service_catalog_takes_it(tmp_path: Path) -> None:
    (queue,) = products("messages", written(tmp_path))

    assert queue.rules == {
        "Few": {
            "RuleCondition": {"Fn::Not": [{"Fn::Equals": [{"Ref": "Size"}, "small"]}]},
            "Assertions": [
                {
                    "Assert": {"Fn::EachMemberIn": [["1", "2"], {"Ref": "Count"}]},
                    "AssertDescription": "Few large ones",
                }
            ],
        }
    }


def test_a_rule_that_names_a_parameter_which_an_older_version_lacks_is_refused(tmp_path: Path) -> None:
    told = refusal(written(tmp_path, old="  Size: {Type: String}\n"))

    assert "a rule must refer to parameters of every version that is launched" in told
    assert "Few: Count, which 1.0 lacks" in told


def test_a_retired_version_may_lack_it(tmp_path: Path) -> None:
    root = written(tmp_path, old="  Size: {Type: String}\n")
    definition = root / "messages/queue/product.yaml"
    definition.write_text(definition.read_text().replace("state: deprecated", "state: retired"))

    assert products("messages", root)[0].rules.keys() == {"Few"}


def test_a_rule_about_a_value_of_parameter_store_is_refused(tmp_path: Path) -> None:
    told = refusal(written(tmp_path, expression='{"Fn::Equals": [{Ref: Key}, x]}'))

    assert "a rule must not refer to a parameter whose value is in Parameter Store" in told


def test_a_function_that_is_none_of_rules_is_refused(tmp_path: Path) -> None:
    told = refusal(written(tmp_path, expression='{"Fn::Join": ["", [{Ref: Size}]]}'))

    assert "a rule must be made of functions for rules" in told
    assert "Few: Fn::Join" in told


@pytest.mark.parametrize(
    ("expression", "what"),
    [
        ('{"Fn::Contains": []}', "a function of a rule must have its arguments\n  got: Few: Fn::Contains of []"),
        ('{"Fn::Not": [{Ref: Size}, {Ref: Size}]}', "a function of a rule must have its arguments"),
        ('{"Fn::And": [{"Fn::Equals": [{Ref: Size}, a]}]}', "a function of a rule must have its arguments"),
        ('{"Fn::Equals": small}', "a function of a rule must have its arguments"),
        ('{"Fn::Equals": [{Ref: [Size]}, small]}', "a rule must refer to parameters by their names"),
    ],
)
def test_a_function_without_its_arguments_is_refused(tmp_path: Path, expression: str, what: str) -> None:
    assert what in refusal(written(tmp_path, expression=expression))


def test_a_name_that_cloudformation_does_not_take_is_refused(tmp_path: Path) -> None:
    assert "a rule's name must be letters and digits" in refusal(written(tmp_path, name="few-large"))


def test_two_rules_of_one_name_are_refused(tmp_path: Path) -> None:
    root = written(tmp_path)
    definition = root / "messages/queue/product.yaml"
    text = definition.read_text()
    begins, ends = text.index("  - name: Few"), text.index("tests:\n")
    definition.write_text(text[:ends] + text[begins:ends] + text[ends:])

    assert "two rules must not have one name" in refusal(root)


def test_a_blueprint_has_none(tmp_path: Path) -> None:
    root = written(tmp_path)
    definition = root / "messages/queue/product.yaml"
    text = definition.read_text()
    begins, ends = text.index("launch:\n"), text.index("rules:\n")
    blueprint = "blueprint: {connectivity: internet, units: [Sandbox]}\n"
    definition.write_text(text[:begins] + blueprint + text[ends:])

    assert "a blueprint must have no rules" in refusal(root)
