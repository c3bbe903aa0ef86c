from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import pytest
from werkzeug.serving import make_server, make_ssl_devcert
from werkzeug.wrappers import Response

from modules.emulator.client_environment import client_environment
from modules.emulator.credentials import Credentials
from modules.emulator.errors import EmulatorError
from modules.emulator.server import EmbeddedAws

pytestmark = pytest.mark.emulator

URL = "http://127.0.0.1:5000"
NOBODY = Credentials("id", "secret", "token")
MANAGEMENT = "330000000001"
REAL_AWS = (
    "<GetCallerIdentityResponse><GetCallerIdentityResult><Account>real</Account></GetCallerIdentityResult>"
    "</GetCallerIdentityResponse>"
)


def test_calls_land_in_the_account_asked_for(aws: EmbeddedAws) -> None:
    program = "print(boto3.client('sts').get_caller_identity()['Account'])"

    assert _boto3(aws.environment(MANAGEMENT), program) == MANAGEMENT


def test_s3_control_reaches_the_emulator_though_it_puts_the_account_into_the_host_name(aws: EmbeddedAws) -> None:
    program = (
        "c = boto3.client('s3control'); settings = dict.fromkeys(("
        "'BlockPublicAcls', 'IgnorePublicAcls', 'BlockPublicPolicy', 'RestrictPublicBuckets'), True);"
        f"c.put_public_access_block(AccountId='{MANAGEMENT}', PublicAccessBlockConfiguration=settings);"
        f"print(c.get_public_access_block(AccountId='{MANAGEMENT}')['PublicAccessBlockConfiguration'] == settings)"
    )

    assert _boto3(aws.environment(MANAGEMENT), program) == "True"


def test_a_profile_of_the_user_is_never_read(aws: EmbeddedAws, tmp_path: Path) -> None:
    real = tmp_path / "credentials"
    real.write_text("[production]\naws_access_key_id = AKIAREALREALREALREAL\naws_secret_access_key = real\n")
    user = {
        "AWS_PROFILE": "production",
        "AWS_DEFAULT_PROFILE": "production",
        "AWS_SHARED_CREDENTIALS_FILE": str(real),
        "AWS_CONFIG_FILE": str(real),
    }
    program = "print(boto3.Session().get_credentials().access_key, boto3.Session().available_profiles)"

    found = _boto3(user | aws.environment(MANAGEMENT), program)

    assert found == f"{aws.credentials(MANAGEMENT).access_key_id} ['default']"


def test_an_endpoint_of_the_user_leads_to_the_emulator_too() -> None:
    user = {"AWS_ENDPOINT_URL_STS": "https://sts.real", "AWS_S3_ENDPOINT": "https://s3.real"}

    environment = client_environment(URL, NOBODY, user)

    assert {name: environment[name] for name in user} == dict.fromkeys(user, URL)


def test_terraform_changes_more_at_once_than_aws_would_answer() -> None:
    assert client_environment(URL, NOBODY, {})["TF_CLI_ARGS_apply"] == "-parallelism=20"


def test_what_the_user_has_terraform_apply_with_is_left_alone() -> None:
    user = {"TF_CLI_ARGS_apply": "-parallelism=1"}

    assert client_environment(URL, NOBODY, user)["TF_CLI_ARGS_apply"] == "-parallelism=1"


def test_other_sources_of_credentials_are_emptied() -> None:
    user = {"AWS_WEB_IDENTITY_TOKEN_FILE": "token", "AWS_ROLE_ARN": "arn:aws:iam::1:role/ci"}

    environment = client_environment(URL, NOBODY, user)

    assert {name: environment[name] for name in user} == dict.fromkeys(user, "")


@pytest.mark.parametrize("spares", ["*", ".internal", "internal", "s3-control.internal", "*.internal"])
def test_a_no_proxy_of_the_user_does_not_hide_s3_control(spares: str) -> None:
    environment = client_environment(URL, NOBODY, {"NO_PROXY": f"git.acme.example, {spares}"})

    assert environment["NO_PROXY"] == environment["no_proxy"] == "git.acme.example,127.0.0.1,localhost"


def test_the_proxy_of_the_user_for_https_is_left_alone() -> None:
    assert not {"HTTPS_PROXY", "https_proxy"} & client_environment(URL, NOBODY, {"HTTPS_PROXY": "http://proxy"}).keys()


def test_no_server_can_prove_that_it_is_aws(aws: EmbeddedAws, tmp_path: Path) -> None:
    """An endpoint written into a configuration wins over the environment; then TLS refuses it."""
    certificate = tmp_path / "server.crt"
    trusting = {"AWS_CA_BUNDLE": str(certificate)}
    program = (
        "import botocore.exceptions, sys\n"
        "sts = boto3.client('sts', endpoint_url=sys.argv[1])\n"
        "try: print(sts.get_caller_identity()['Account'])\n"
        "except botocore.exceptions.SSLError: print('refused')"
    )

    with _tls_server(certificate) as url:
        control = _boto3(aws.environment(MANAGEMENT) | trusting, program, url)
        assert (control, _boto3(trusting | aws.environment(MANAGEMENT), program, url)) == ("real", "refused")


def test_an_account_id_is_12_digits(aws: EmbeddedAws) -> None:
    with pytest.raises(EmulatorError, match="an account id must have 12 digits\n  got: 1234"):
        aws.environment("1234")


def _boto3(environment: dict[str, str], program: str, *arguments: str) -> str:
    """Run boto3 in a process of its own, as Terraform is one, in Ireland."""
    answer = subprocess.run(
        [sys.executable, "-c", f"import boto3\n{program}", *arguments],
        env=os.environ
        | environment
        | {"AWS_REGION": "eu-west-1", "AWS_DEFAULT_REGION": "eu-west-1", "AWS_MAX_ATTEMPTS": "1"},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return answer.stdout.strip()


@contextmanager
def _tls_server(certificate: Path) -> Iterator[str]:
    """Serve HTTPS on loopback: whoever gets an answer has trusted it."""
    crt, key = make_ssl_devcert(str(certificate.with_suffix("")), host="localhost")
    server = make_server("localhost", 0, Response(REAL_AWS), ssl_context=(crt, key))
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"https://localhost:{server.port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
