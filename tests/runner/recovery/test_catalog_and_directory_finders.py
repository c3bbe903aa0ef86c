"""What the finders of Service Catalog's rest, of pipelines and of directories choose among what services list."""

from __future__ import annotations

from typing import Any

import pytest

from modules.runner.recovery.finders import finders


class Listing:
    """A client of which every operation gives the same answer."""

    def __init__(self, answer: dict[str, Any]) -> None:
        self.answer = answer
        self.asked: list[dict[str, Any]] = []

    def can_paginate(self, _operation: str) -> bool:
        return False

    def __getattr__(self, _operation: str) -> Any:
        def ask(**asked: Any) -> dict[str, Any]:
            self.asked.append(asked)
            return self.answer

        return ask


@pytest.mark.parametrize(
    ("type_", "values", "id_"),
    [
        ("aws_codebuild_project", {"name": "analytics-lint"}, "analytics-lint"),
        ("aws_codepipeline", {"name": "analytics"}, "analytics"),
        ("aws_directory_service_log_subscription", {"directory_id": "d-1"}, "d-1"),
        ("aws_directory_service_shared_directory_accepter", {"shared_directory_id": "d-2"}, "d-2"),
        ("aws_sagemaker_project", {"project_name": "churn"}, "churn"),
        (
            "aws_servicecatalog_tag_option_resource_association",
            {"tag_option_id": "tag-1", "resource_id": "port-1"},
            "tag-1:port-1",
        ),
    ],
)
def test_ids_that_are_made_of_what_is_planned(type_: str, values: dict[str, Any], id_: str) -> None:
    assert list(finders()[type_](lambda _service: None, values)) == [id_]


def test_a_tag_option_is_found_by_its_key_and_value_together() -> None:
    options = [{"Key": "stage", "Value": value, "Id": f"tag-{value}"} for value in ("dev", "prod")]
    client = Listing({"TagOptionDetails": options})

    found = finders()["aws_servicecatalog_tag_option"](lambda _: client, {"key": "stage", "value": "prod"})

    assert (list(found), client.asked) == (["tag-prod"], [{"Filters": {"Key": "stage"}}])


def test_a_service_action_is_found_by_its_name() -> None:
    client = Listing({"ServiceActionSummaries": [{"Name": name, "Id": f"act-{name}"} for name in ("stop", "start")]})

    assert list(finders()["aws_servicecatalog_service_action"](lambda _: client, {"name": "stop"})) == ["act-stop"]


def test_a_directory_is_not_one_of_that_name_that_somebody_shares() -> None:
    listed = [
        {"Name": name, "Type": type_, "DirectoryId": id_, "Stage": "Active"}
        for name, type_, id_ in (
            ("corp.acme.example", "SharedMicrosoftAD", "d-1"),
            ("corp.acme.example", "MicrosoftAD", "d-2"),
            ("other.acme.example", "MicrosoftAD", "d-3"),
        )
    ]
    client = Listing({"DirectoryDescriptions": listed})

    found = finders()["aws_directory_service_directory"](lambda _: client, {"name": "corp.acme.example"})

    assert list(found) == ["d-2"]


def test_a_share_is_found_by_the_account_and_not_looked_for_without_its_directory() -> None:
    find = finders()["aws_directory_service_shared_directory"]
    shares = [{"SharedAccountId": account, "SharedDirectoryId": f"d-{account}"} for account in ("1", "2")]
    client = Listing({"SharedDirectories": shares})
    target = [{"id": "2", "type": "ACCOUNT"}]

    assert list(find(lambda _: client, {"directory_id": "d-9", "target": target})) == ["d-9/d-2"]
    assert list(find(lambda _: client, {"target": target})) == []


def test_a_secret_is_found_by_its_name_and_imported_by_its_arn() -> None:
    listed = [
        {"Name": name, "ARN": f"arn:aws:secretsmanager:eu-west-1:1:secret:{name}-a1"} for name in ("one", "other")
    ]
    client = Listing({"SecretList": listed})

    found = finders()["aws_secretsmanager_secret"](lambda _: client, {"name": "one"})

    assert list(found) == ["arn:aws:secretsmanager:eu-west-1:1:secret:one-a1"]
