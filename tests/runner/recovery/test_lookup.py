"""Answers of the process that searches, with a finder that the test gives."""

from __future__ import annotations

import io
import json
import sys
from typing import Any

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError

from modules.runner.recovery import finders, lookup

WANTED = {"type": "aws_vpc", "values": {"name": "hub"}, "region": "eu-west-1", "role_arn": None}


def answered(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], finder: Any) -> dict[str, Any]:
    monkeypatch.setattr(finders, "finders", lambda: {"aws_vpc": finder})
    monkeypatch.setattr(sys, "stdin", io.StringIO(json.dumps([WANTED])))
    lookup.main()
    (answer,) = json.loads(capsys.readouterr().out)
    return dict(answer)


def raising(error: Exception) -> Any:
    def finder(_clients: object, _values: object) -> list[str]:
        raise error

    return finder


def refused(code: str) -> ClientError:
    return ClientError({"Error": {"Code": code, "Message": "no"}}, "DescribeVpcs")


def test_what_fits_is_answered_with_its_ids(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert answered(monkeypatch, capsys, lambda _clients, values: [values["name"]]) == {"ids": ["hub"]}


def test_where_aws_has_no_such_thing_nothing_fits(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert answered(monkeypatch, capsys, raising(refused("ResourceNotFoundException"))) == {"ids": []}


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (refused("UnauthorizedOperation"), "An error occurred (UnauthorizedOperation)"),
        (EndpointConnectionError(endpoint_url="x"), 'Could not connect to the endpoint URL: "x"'),
        (KeyError("tags_all"), "'tags_all' is known only after apply"),
    ],
)
def test_whatever_leaves_it_open_is_an_error_and_not_a_no(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], error: Exception, words: str
) -> None:
    assert answered(monkeypatch, capsys, raising(error))["error"].startswith(words)
