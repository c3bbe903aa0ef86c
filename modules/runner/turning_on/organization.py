"""Asks an organization what is on, and turns on what is missing; nothing is ever turned off.

In a process of its own, `python -m modules.runner.turning_on.organization`, which has Terraform's environment: it finds
the credentials and the endpoints that Terraform finds. It reads one question as JSON from standard input, and answers
with `{"off": [...]}`, what was not on, or `{"error": "..."}`. Where there is no organization yet, nothing is off.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from modules.runner.recovery.lookup import clients, trying_often
from modules.runner.turning_on.wanted import Wanted

_PROJECT = Path(__file__).resolve().parents[3]
_TIMEOUT_SECONDS = 900
_PATIENCE_SECONDS, _POLL_SECONDS = 300, 2
"""AWS turns a kind of policy on in the background (AWS Organizations API Reference, EnablePolicyType)."""


@dataclass(frozen=True, slots=True)
class TurnedOn:
    """What came of asking."""

    off: tuple[str, ...] = ()
    """What was not on; after turning on, what is on now and was not before."""
    error: str = ""


def turn_on(wanted: Wanted, environ: Mapping[str, str], *, only_look: bool = False) -> TurnedOn:
    """Turn on what is wanted and is not on; or only look."""
    command = [sys.executable, "-m", "modules.runner.turning_on.organization"]
    try:
        done = subprocess.run(  # noqa: S603 - our own module
            command,
            cwd=_PROJECT,
            env=trying_often(environ),
            input=json.dumps(asdict(wanted) | {"only_look": only_look}),
            capture_output=True,
            text=True,
            check=True,
            timeout=_TIMEOUT_SECONDS,
            start_new_session=True,  # Ctrl-C is for us to act on
        )
        answer = json.loads(done.stdout)
    except subprocess.CalledProcessError as error:
        return TurnedOn(error=(error.stderr.strip().splitlines() or ["it said nothing"])[-1])
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        return TurnedOn(error=str(error))
    return TurnedOn(tuple(answer.get("off", ())), answer.get("error", ""))


def main() -> None:
    """Answer one question."""
    print(json.dumps(_answer(json.load(sys.stdin))))  # noqa: T201 - the answer


def _answer(asked: dict[str, Any]) -> dict[str, Any]:
    from botocore.exceptions import BotoCoreError, ClientError  # noqa: PLC0415 - this process alone needs boto3

    try:
        given = clients(asked["region"], asked["role_arn"])
        account = given("sts").get_caller_identity()["Account"]
        if account != asked["account_id"]:
            return {"error": f"the credentials are of the account {account}, not of {asked['account_id']}"}
        return {"off": list(_turned_on(given("organizations"), asked))}
    except ClientError as error:
        code = error.response["Error"]["Code"]
        return {"off": []} if code == "AWSOrganizationsNotInUseException" else {"error": str(error)}
    except (BotoCoreError, TimeoutError) as error:
        return {"error": str(error)}


def _turned_on(organizations: Any, asked: dict[str, Any]) -> Iterator[str]:
    """Services first: some kinds of policy want theirs to be trusted."""
    pages = organizations.get_paginator("list_aws_service_access_for_organization").paginate()
    trusted = {service["ServicePrincipal"] for page in pages for service in page["EnabledServicePrincipals"]}
    for service in sorted(set(asked["services"]) - trusted):
        if not asked["only_look"]:
            organizations.enable_aws_service_access(ServicePrincipal=service)
        yield service
    missing = sorted(set(asked["policy_types"]) - _enabled(organizations, ("ENABLED", "PENDING_ENABLE")))
    for kind in missing:
        if not asked["only_look"]:
            _enable(organizations, kind)
        yield kind
    if not asked["only_look"]:
        _wait_for(organizations, set(asked["policy_types"]))


def _enable(organizations: Any, kind: str) -> None:
    with suppress(organizations.exceptions.PolicyTypeAlreadyEnabledException):  # its answer was lost
        organizations.enable_policy_type(RootId=_root(organizations)["Id"], PolicyType=kind)


def _wait_for(organizations: Any, kinds: set[str]) -> None:
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while pending := kinds - _enabled(organizations, ("ENABLED",)):
        if time.monotonic() > deadline:
            raise TimeoutError(f"still not enabled: {', '.join(sorted(pending))}")
        time.sleep(_POLL_SECONDS)


def _enabled(organizations: Any, states: tuple[str, ...]) -> set[str]:
    return {kind["Type"] for kind in _root(organizations)["PolicyTypes"] if kind["Status"] in states}


def _root(organizations: Any) -> dict[str, Any]:
    root: dict[str, Any] = organizations.list_roots()["Roots"][0]
    return root


if __name__ == "__main__":
    main()
