"""Each protocol's own error reaches the SDK: boto3 reads it here, Terraform in the same way (Go's SDK)."""

from __future__ import annotations

import http.client
import json

import pytest
from botocore.exceptions import ClientError
from flask import Flask
from moto.moto_server.werkzeug_app import BackendRequest

from modules.emulator.not_emulated import EMULATOR_FAILURE, NOT_EMULATED, answer_errors
from modules.emulator.server import EmbeddedAws
from tests.emulator.conftest import Client

pytestmark = pytest.mark.emulator

ACCOUNT = "320000000001"

UNKNOWN_OPERATIONS = [
    pytest.param("organizations", "DescribeEffectivePolicy", {"PolicyType": "TAG_POLICY"}, id="json"),
    pytest.param("guardduty", "GetMalwareScanSettings", {"DetectorId": "d" * 32}, id="rest-json"),
    pytest.param("iam", "GenerateServiceLastAccessedDetails", {"Arn": "arn:aws:iam::320000000001:role/x"}, id="query"),
    pytest.param("ec2", "ListImagesInRecycleBin", {}, id="ec2"),
    pytest.param("route53", "ListCidrCollections", {}, id="rest-xml"),
    pytest.param("devops-guru", "ListInsights", {"StatusFilter": {}}, id="a service that moto lacks, rest-json"),
    pytest.param("codeguruprofiler", "ListProfilingGroups", {}, id="a service that moto lacks, rest-json too"),
    pytest.param("waf", "ListRules", {}, id="a service that moto lacks, json"),
    pytest.param("autoscaling-plans", "DescribeScalingPlans", {}, id="a service whose name has hyphens"),
]


@pytest.mark.parametrize(("service", "operation", "parameters"), UNKNOWN_OPERATIONS)
def test_an_unknown_operation_is_named_in_an_error_that_is_not_retried(
    client: Client, service: str, operation: str, parameters: dict[str, str]
) -> None:
    unknown = client(service, ACCOUNT)
    method = next(name for name, api_name in unknown.meta.method_to_api_mapping.items() if api_name == operation)

    with pytest.raises(ClientError) as caught:
        getattr(unknown, method)(**parameters)

    error, metadata = caught.value.response["Error"], caught.value.response["ResponseMetadata"]
    assert (error["Code"], error["Message"]) == (NOT_EMULATED, f"not emulated: {service}.{operation}")
    assert metadata["HTTPStatusCode"] == 501


@pytest.mark.parametrize("signing_name", ["guardduty", "no-such-service"])
def test_an_operation_that_botocore_does_not_know_is_named_by_its_route(aws: EmbeddedAws, signing_name: str) -> None:
    status, body = _signed(aws, signing_name, "/brand/new")

    assert status == 501
    assert f"not emulated: {signing_name}.GET /brand/new" in body


def test_an_operation_of_a_service_of_ours_that_botocore_does_not_know_is_named_too(aws: EmbeddedAws) -> None:
    """There moto finds no operation, and would answer with an empty 404."""
    status, body = _signed(aws, "access-analyzer", "/brand/new")

    assert (status, "not emulated: accessanalyzer.GET /brand/new" in body) == (501, True)


def test_s3_control_which_shares_the_signing_name_of_s3_is_told_apart(aws: EmbeddedAws) -> None:
    status, body = _signed(aws, "s3", "/v20180820/accessgrantsinstance")

    assert status == 501
    assert "not emulated: s3control.GetAccessGrantsInstance" in body


def test_a_failure_of_the_emulator_is_told_in_one_line_and_traced_in_its_log(
    capsys: pytest.CaptureFixture[str],
) -> None:
    app = Flask("kms")
    app.request_class = BackendRequest
    app.add_url_rule("/", view_func=_broken, methods=["POST"])
    answer_errors(app)
    headers = {"X-Amz-Target": "TrentService.ListKeys", "Authorization": "Credential=AKIA/20260101/eu-west-1/kms/aws4"}

    answer = app.test_client().post("/", headers=headers, content_type="application/x-amz-json-1.1")

    assert answer.status_code == 501
    assert json.loads(answer.data)["__type"] == EMULATOR_FAILURE
    assert json.loads(answer.data)["Message"] == "the emulator failed in kms.ListKeys: KeyError('missing')"
    assert "Traceback" in capsys.readouterr().err


def test_what_is_not_there_is_still_moto_s_to_say(client: Client) -> None:
    s3 = client("s3", ACCOUNT)

    with pytest.raises(ClientError) as caught:
        s3.head_bucket(Bucket="no-such-bucket-of-ours")

    assert caught.value.response["Error"]["Code"] == "404"


def _broken() -> str:
    raise KeyError("missing")


def _signed(aws: EmbeddedAws, signing_name: str, path: str) -> tuple[int, str]:
    scope = f"AKIAAAAAAAAAAAAAAAAA/20260101/eu-west-1/{signing_name}/aws4_request"
    headers = {"Authorization": f"AWS4-HMAC-SHA256 Credential={scope}, Signature=x", "x-amz-account-id": ACCOUNT}
    connection = http.client.HTTPConnection("127.0.0.1", aws.port, timeout=30)
    try:
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    finally:
        connection.close()
