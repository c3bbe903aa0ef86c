"""Looks for things in AWS, in a process of its own: `python -m modules.runner.recovery.lookup`.

The process has Terraform's environment, so that it finds the credentials and the endpoints that Terraform finds, and
whoever does not need it never pays for boto3. It reads a list of planned creations as JSON from standard input, and
answers with a list of the same length: `{"ids": [...]}`, or `{"error": "..."}`.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

from modules.runner.recovery.planned import PlannedCreation

_PROJECT = Path(__file__).resolve().parents[3]
_TIMEOUT_SECONDS = 900
_TRIES = 10
_NOT_FOUND = ("NotFound", "NoSuch", "NotInUse")

Answer = dict[str, Any]


def look_up(wanted: Sequence[PlannedCreation], environ: Mapping[str, str]) -> list[Answer]:
    """Ask a process of its own for the import ids of what exists of each planned creation."""
    if not wanted:
        return []
    command = [sys.executable, "-m", "modules.runner.recovery.lookup"]
    try:
        done = subprocess.run(  # noqa: S603 - our own module
            command,
            cwd=_PROJECT,
            env=trying_often(environ),
            input=json.dumps([asdict(creation) for creation in wanted]),
            capture_output=True,
            text=True,
            check=True,
            timeout=_TIMEOUT_SECONDS,
            start_new_session=True,  # Ctrl-C is for us to act on
        )
        answers: list[Answer] = json.loads(done.stdout)
    except subprocess.CalledProcessError as error:
        return [{"error": (error.stderr.strip().splitlines() or ["it said nothing"])[-1]}] * len(wanted)
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        return [{"error": str(error)}] * len(wanted)
    return answers


def trying_often(environ: Mapping[str, str]) -> dict[str, str]:
    """Have boto3 try a request as often as the provider does: by itself it tries five times (Boto3 Docs, Retries)."""
    return {"AWS_RETRY_MODE": "standard", "AWS_MAX_ATTEMPTS": str(_TRIES), **environ}


def main() -> None:
    """Answer one list."""
    print(json.dumps([_answer(wanted) for wanted in json.load(sys.stdin)]))  # noqa: T201 - the answer


def _answer(wanted: dict[str, Any]) -> Answer:
    from botocore.exceptions import BotoCoreError, ClientError  # noqa: PLC0415 - this process alone needs boto3

    from modules.runner.recovery.finders import finders  # noqa: PLC0415 - as above

    try:
        given = clients(wanted["region"], wanted["role_arn"])
        return {"ids": list(finders()[wanted["type"]](given, wanted["values"]))}
    except ClientError as error:
        code = error.response["Error"]["Code"]
        return {"ids": []} if any(words in code for words in _NOT_FOUND) else {"error": str(error)}
    except BotoCoreError as error:
        return {"error": str(error)}
    except KeyError as error:
        return {"error": f"{error} is known only after apply"}


@cache
def clients(region: str | None, role_arn: str | None) -> Any:
    """Give clients of one account and region; each is made once."""
    import boto3  # noqa: PLC0415 - as above

    session = boto3.Session(region_name=region)
    if role_arn:
        asked = {"RoleArn": role_arn, "RoleSessionName": "landing-zone-recovery"}
        given = session.client("sts").assume_role(**asked)["Credentials"]
        session = boto3.Session(
            aws_access_key_id=given["AccessKeyId"],
            aws_secret_access_key=given["SecretAccessKey"],
            aws_session_token=given["SessionToken"],
            region_name=region,
        )
    return cache(session.client)


if __name__ == "__main__":
    main()
