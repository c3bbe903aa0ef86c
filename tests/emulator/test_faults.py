"""Faults on request: which requests they meet, and how a client reads them."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import flask
import pytest
from botocore.exceptions import ClientError, ConnectionClosedError

from modules.emulator import fault_injection
from modules.emulator.errors import EmulatorError
from modules.emulator.faults import FaultFile, Faults, load
from modules.emulator.server import EmbeddedAws
from tests.emulator.connection import connect

ACCOUNT = "370000000001"
SERVED = """
seed: 7
faults:
  - {service: organizations, operation: ListRoots, kind: throttling, every: 2}
  - {service: ec2, operation: DescribeVpcs, kind: throttling, every: 1}
  - {service: iam, operation: ListRoles, kind: throttling, every: 1}
  - {service: accessanalyzer, operation: "List*", kind: throttling, every: 1}
  - {service: s3, operation: ListBuckets, kind: throttling, every: 1}
  - {service: budgets, kind: error, every: 1}
  - {service: sns, kind: error, status: 502, every: 1}
  - {service: macie2, kind: error, status: 503, every: 1}
  - {service: iam, operation: CreateUser, kind: lost, first: 1}
  - {service: servicecatalog, operation: CreatePortfolio, kind: lost, first: 1}
  - {service: kms, operation: ListKeys, kind: latency, every: 1, seconds: 0.4}
"""
THROTTLED = [
    pytest.param("ec2", "describe_vpcs", "RequestLimitExceeded", 503, id="ec2"),
    pytest.param("iam", "list_roles", "Throttling", 400, id="query"),
    pytest.param("accessanalyzer", "list_analyzers", "ThrottlingException", 429, id="rest-json, of ours"),
    pytest.param("s3", "list_buckets", "SlowDown", 503, id="s3"),
]


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> Any:
    path = tmp_path_factory.mktemp("faults") / "faults.yaml"
    path.write_text(SERVED)
    with EmbeddedAws(faults=path) as running:
        yield running


def test_latency_delays_a_request_by_what_the_file_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "faults.yaml").write_text(SERVED)
    slept: list[float] = []
    monkeypatch.setattr("modules.emulator.fault_injection.time.sleep", slept.append)
    app = flask.Flask(__name__)
    app.post("/")(lambda: "answered")
    fault_injection.inject(app, load(tmp_path / "faults.yaml"))
    signed = {"Authorization": "AWS4-HMAC-SHA256 Credential=AKIA/20260101/eu-west-1/kms/aws4_request"}

    for operation in ("ListKeys", "ListAliases"):
        asked = {**signed, "X-Amz-Target": f"TrentService.{operation}"}
        assert app.test_client().post("/", headers=asked).text == "answered"

    assert slept == [0.4]


@pytest.mark.emulator
class TestAsAClientMeetsThem:
    @pytest.mark.parametrize(("service", "method", "code", "status"), THROTTLED)
    def test_throttling_has_the_code_and_the_status_of_the_service(
        self, faulty: EmbeddedAws, service: str, method: str, code: str, status: int
    ) -> None:
        with pytest.raises(ClientError) as caught:
            getattr(connect(faulty, service, ACCOUNT), method)()

        response = caught.value.response
        assert (response["Error"]["Code"], response["ResponseMetadata"]["HTTPStatusCode"]) == (code, status)

    def test_every_second_request_is_throttled(self, faulty: EmbeddedAws) -> None:
        organizations = connect(faulty, "organizations", ACCOUNT)

        codes = [_code(organizations.list_roots) for _ in range(4)]

        assert codes == ["AWSOrganizationsNotInUseException", "TooManyRequestsException"] * 2

    def test_an_error_is_a_failure_of_the_server(self, faulty: EmbeddedAws) -> None:
        with pytest.raises(ClientError) as caught:
            connect(faulty, "budgets", ACCOUNT).describe_budgets(AccountId=ACCOUNT)

        response = caught.value.response
        assert (response["Error"]["Code"], response["ResponseMetadata"]["HTTPStatusCode"]) == (
            "InternalErrorException",
            500,
        )

    def test_an_error_of_what_stands_before_a_service_is_in_no_protocol(self, faulty: EmbeddedAws) -> None:
        with pytest.raises(ClientError) as caught:
            connect(faulty, "sns", ACCOUNT).list_topics()

        assert caught.value.response["ResponseMetadata"]["HTTPStatusCode"] == 502

    def test_a_service_that_is_out_of_order_says_so(self, faulty: EmbeddedAws) -> None:
        with pytest.raises(ClientError) as caught:
            connect(faulty, "macie2", ACCOUNT).list_members()

        response = caught.value.response
        assert (response["Error"]["Code"], response["ResponseMetadata"]["HTTPStatusCode"]) == (
            "ServiceUnavailable",
            503,
        )

    def test_what_is_asked_again_after_its_answer_was_lost_is_there_already(self, faulty: EmbeddedAws) -> None:
        iam = connect(faulty, "iam", ACCOUNT)

        with pytest.raises(ConnectionClosedError):
            iam.create_user(UserName="ada")

        assert _code(partial(iam.create_user, UserName="ada")) == "EntityAlreadyExists"
        assert [user["UserName"] for user in iam.list_users()["Users"]] == ["ada"]

    def test_a_repetition_is_done_again_unless_the_service_knows_it_by_its_token(self, faulty: EmbeddedAws) -> None:
        catalog = connect(faulty, "servicecatalog", ACCOUNT, attempts=2)

        catalog.create_portfolio(DisplayName="data", ProviderName="platform")

        assert len(catalog.list_portfolios()["PortfolioDetails"]) == 1

    def test_latency_leaves_the_answer_right(self, faulty: EmbeddedAws) -> None:
        assert connect(faulty, "kms", ACCOUNT).list_keys()["Keys"] == []

    def test_an_operation_that_is_not_named_is_answered(self, faulty: EmbeddedAws) -> None:
        assert connect(faulty, "iam", ACCOUNT).list_groups()["Groups"] == []


class TestWhichRequests:
    def test_a_probability_picks_the_same_requests_in_every_run(self) -> None:
        assert _picked(seed=1) == _picked(seed=1)
        assert 60 < sum(_picked(seed=1)) < 140

    def test_the_first_ones_are_those_of_the_beginning(self) -> None:
        fault = {"service": "ec2", "kind": "error", "first": 2}
        faults = Faults(FaultFile.model_validate({"faults": [fault]}))

        assert [bool(list(faults.of("ec2", "A"))) for _ in range(4)] == [True, True, False, False]

    def test_another_seed_picks_others(self) -> None:
        assert _picked(seed=1) != _picked(seed=2)

    def test_requests_for_one_operation_do_not_count_for_another(self) -> None:
        faults = Faults(FaultFile.model_validate({"faults": [{"service": "ec2", "kind": "error", "every": 2}]}))

        met = [bool(list(faults.of("ec2", operation))) for operation in ("A", "B", "A", "B")]

        assert met == [False, False, True, True]


class TestTheFile:
    @pytest.mark.parametrize(
        ("written", "told"),
        [
            ("faults: [{service: ec2, kind: error}]", "got: none"),
            ("faults: [{service: ec2, kind: error, every: 1, probability: 0.5}]", "got: every and probability"),
            ("faults: [{service: ec2, kind: slow, every: 1}]", "faults[0].kind"),
            ("faults: [{service: ec2, kind: error, probability: 2}]", "faults[0].probability"),
        ],
    )
    def test_is_refused_before_anything_starts(self, tmp_path: Path, written: str, told: str) -> None:
        path = tmp_path / "faults.yaml"
        path.write_text(written)

        with pytest.raises(EmulatorError) as caught:
            EmbeddedAws(faults=path).start()

        assert told in str(caught.value)

    def test_must_exist(self, tmp_path: Path) -> None:
        with pytest.raises(EmulatorError, match="a file of faults must exist"):
            load(tmp_path / "none.yaml")


def _code(call: Any) -> str:
    with pytest.raises(ClientError) as caught:
        call()
    return str(caught.value.response["Error"]["Code"])


def _picked(seed: int) -> list[bool]:
    fault = {"service": "ec2", "kind": "error", "probability": 0.2}
    faults = Faults(FaultFile.model_validate({"seed": seed, "faults": [fault]}))
    return [bool(list(faults.of("ec2", "DescribeVpcs"))) for _ in range(500)]


@pytest.mark.parametrize("kind", ["error", "lost", "throttling"])
def test_credentials_are_given_while_requests_for_them_fail(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "faults.yaml"
    path.write_text(f"faults: [{{service: sts, kind: {kind}, first: 3}}]")

    with EmbeddedAws(faults=path) as aws:
        assert aws.credentials("340000000001").access_key_id
