"""The environment in which Terraform, the AWS CLI and SDKs talk to the emulator and to nothing else.

Every way that the AWS SDKs know to find credentials or an endpoint is closed (AWS SDKs and Tools Reference Guide,
"Environment variables"): the user's own profile is never read, and an endpoint that slips through cannot be trusted,
because the only authority in `client/no-authority.pem` signs for nobody.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path

from modules.emulator.credentials import Credentials

_CLIENT = Path(__file__).parent / "client"
_S3_CONTROL = "s3-control.internal"
_ENDPOINT = re.compile(r"AWS_(ENDPOINT_URL_\w+|\w+_ENDPOINT)")
_OTHER_CREDENTIALS = (
    "AWS_ROLE_ARN",
    "AWS_WEB_IDENTITY_TOKEN_FILE",
    "AWS_CONTAINER_CREDENTIALS_FULL_URI",
    "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
)
_OTHER_ENDPOINTS = ("AWS_USE_FIPS_ENDPOINT", "AWS_USE_DUALSTACK_ENDPOINT")
"""Emptied, not set to false: Terraform's S3 backend takes any text for a wish that no custom endpoint can fulfil."""


RESOURCES_AT_ONCE = 20
"""How many resources of a workspace Terraform changes at once, which nothing here throttles. By itself it changes 10,
and the provider waits with most of them, whether or not there is anything to wait for."""


def client_environment(url: str, credentials: Credentials, base: Mapping[str, str] = os.environ) -> dict[str, str]:
    """Tell what to set on top of `base`. The Region is left to the caller."""
    return {
        **{name: "" for name in (*_OTHER_CREDENTIALS, *_OTHER_ENDPOINTS) if name in base},
        **{name: url for name in base if _ENDPOINT.fullmatch(name) and not name.startswith("AWS_USE_")},
        "AWS_ACCESS_KEY_ID": credentials.access_key_id,
        "AWS_SECRET_ACCESS_KEY": credentials.secret_access_key,
        "AWS_SESSION_TOKEN": credentials.session_token,
        "AWS_PROFILE": "default",
        "AWS_DEFAULT_PROFILE": "default",
        "AWS_CONFIG_FILE": str(_CLIENT / "aws-config"),
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_ENDPOINT_URL": url,
        "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "false",
        "AWS_S3_USE_PATH_STYLE": "true",
        "AWS_CA_BUNDLE": str(_CLIENT / "no-authority.pem"),
        "TF_CLI_ARGS_apply": base.get("TF_CLI_ARGS_apply") or f"-parallelism={RESOURCES_AT_ONCE}",
        **_s3_control(url, base),
    }


def _s3_control(url: str, base: Mapping[str, str]) -> dict[str, str]:
    """Route S3 Control, which puts the account id in front of the host name, through the emulator as a proxy.

    Go and Python send nothing else to it: what we call is on loopback, or HTTPS.
    """
    port = url.rpartition(":")[2]
    spared = ",".join(
        [*_without_s3_control(base.get("NO_PROXY") or base.get("no_proxy") or ""), "127.0.0.1", "localhost"]
    )
    return {
        "AWS_ENDPOINT_URL_S3_CONTROL": f"http://{_S3_CONTROL}:{port}",
        "HTTP_PROXY": url,
        "http_proxy": url,
        "NO_PROXY": spared,
        "no_proxy": spared,
    }


def _without_s3_control(no_proxy: str) -> list[str]:
    """Leave out the entries that would keep S3 Control's host name from the proxy."""
    entries = [entry.strip() for entry in no_proxy.split(",")]
    return [entry for entry in entries if entry and not _spares_s3_control(entry)]


def _spares_s3_control(entry: str) -> bool:
    domain = entry.partition(":")[0].lower().lstrip("*.")
    return domain in ("", _S3_CONTROL) or _S3_CONTROL.endswith(f".{domain}")
