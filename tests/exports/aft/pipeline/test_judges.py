"""Our functions answer as AFT's do, in what it takes and in what it does not."""

from __future__ import annotations

from typing import Any

import pytest

from tests.exports.aft.pipeline.judges import Question, every_judge

JUDGES = every_judge()
PARAMETERS = {"AccountEmail": "a@example.com", "ManagedOrganizationalUnit": "Prod"}
ITEM = {"id": {"S": "a"}, "control_tower_parameters": {"M": {"AccountEmail": {"S": "a"}}}, "custom_fields": {"S": "{}"}}
ANSWERS: list[tuple[Question, Any]] = [
    (("product_name", [" Fraud Detection "]), "Fraud-Detection"),
    (("product_name", ["a+b"]), "a+b"),
    (("nested_unit", ["Prod (ou-ab12-34cd56ef)"]), ["Prod", "ou-ab12-34cd56ef"]),
    (("nested_unit", ["Prod"]), None),
    (("nested_unit", ["Prod(ou-ab12-34cd56ef)"]), None),
    (("nested_unit", ["Workloads/Prod"]), None),
    (("is_valid_change", [PARAMETERS, {**PARAMETERS, "ManagedOrganizationalUnit": "Other"}]), True),
    (("is_valid_change", [PARAMETERS, {**PARAMETERS, "AccountEmail": "b@example.com"}]), False),
    (("item", [ITEM]), {"id": "a", "control_tower_parameters": {"AccountEmail": "a"}, "custom_fields": "{}"}),
    (("are_parameters", [{"a": "b"}]), True),
    (("are_parameters", [{"a": ""}]), False),
    (("are_parameters", [{"a": 1}]), False),
    (("is_valid_input", [{"include": [{"type": "tags", "target_value": [{"Team": "a"}]}]}]), True),
    (("is_valid_input", [{"include": []}]), False),
    (("is_valid_input", [{"include": [{"type": str(number)} for number in range(5)]}]), False),
    (("is_valid_input", [{"exclude": [{"type": "all"}]}]), False),
]


@pytest.mark.parametrize("judge", JUDGES)
def test_a_request_is_judged_as_aft_does(judge: str) -> None:
    answers = JUDGES[judge]([question for question, _ in ANSWERS])

    assert list(zip([question for question, _ in ANSWERS], answers, strict=True)) == ANSWERS
