from __future__ import annotations

from typing import Any

import pytest
from moto.core.utils import get_service_model

from modules.emulator.input_validation import input_faults


@pytest.mark.parametrize(
    ("service", "operation", "asked", "fault"),
    [
        ("accessanalyzer", "CreateAnalyzer", {"analyzerName": "a"}, 'Missing required parameter in input: "type"'),
        ("accessanalyzer", "CreateAnalyzer", {"analyzerName": "a", "type": "x"}, "type: 'x' is not allowed"),
        ("accessanalyzer", "GetAnalyzer", {"analyzerName": "a" * 256}, "analyzerName: more than 255"),
        (
            "organizations",
            "TagResource",
            {"ResourceId": "r-abcd", "Tags": [{"Key": "k" * 129, "Value": ""}]},
            "Tags[0].Key: more than 128",
        ),
        ("account", "GetContactInformation", {"AccountId": "1"}, "AccountId: '1' is not allowed"),
    ],
)
def test_what_the_model_does_not_allow_is_told(service: str, operation: str, asked: dict[str, Any], fault: str) -> None:
    shape = get_service_model(service).operation_model(operation).input_shape

    assert any(fault in told for told in input_faults(shape, asked)), input_faults(shape, asked)


def test_a_pattern_that_only_java_reads_is_not_checked() -> None:
    shape = get_service_model("budgets").operation_model("DescribeBudget").input_shape

    assert input_faults(shape, {"AccountId": "123456789012", "BudgetName": "monthly"}) == []


def test_a_tag_has_a_key_even_where_the_model_leaves_it_optional() -> None:
    shape = get_service_model("ram").operation_model("CreateResourceShare").input_shape

    assert input_faults(shape, {"name": "a", "tags": [{"value": "x"}]}) == ["tags[0]: a tag has a key"]
