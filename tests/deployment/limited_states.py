"""Staging with states in S3 to which access is limited: its documents, and its policies as AWS would have them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from modules.environment import Environment
from tests.support.environments import document, environment, environment_with

ACCOUNT, BUCKET = "222222222222", "acme-states"
KEY = f"arn:aws:kms:eu-west-1:{ACCOUNT}:key/11111111-2222-4333-8444-555555555555"
ADMINISTRATOR = f"arn:aws:iam::{ACCOUNT}:role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Admins_0123456789"
DEPLOYMENT = {
    "backend": {
        "type": "s3",
        "bucket": BUCKET,
        "region": "eu-west-1",
        "kms_key_id": "alias/landing-zone-state",
        "use_lockfile": True,
    },
    "bootstrap": {"access": {"administrators": ["AWSReservedSSO_Admins_*"]}},
}
_KNOWN = {r"\$\{aws_kms_key\.[\w-]+\.arn\}": KEY, r"\$\{aws_s3_bucket\.[\w-]+\.arn\}": f"arn:aws:s3:::{BUCKET}"}
_READ = re.compile(r"data\.terraform_remote_state\.([\w-]+)\.outputs")

_OF_ROLE = re.compile(r"aws_iam_role\.([\w-]+)_[0-9A-F]{8}")

Document = dict[str, Any]


def limited_staging(**sections: Any) -> Environment:
    """Staging as it is, but for pipelines of portfolios, which get to states from another account."""
    catalog = environment("staging").zone.model_dump(mode="json", exclude_defaults=True)["catalog"]
    catalog.pop("pipelines", None)
    return environment_with("staging", deployment=DEPLOYMENT, catalog=catalog, **sections)


def references(output: Path) -> dict[str, set[str]]:
    """Whose outputs each workspace's document has in an expression, by the workspace's id."""
    found = {}
    for folder in sorted((output / "stacks").iterdir()):
        content = document(output, folder.name)
        states = content.get("data", {}).get("terraform_remote_state", {})
        keys = [states[name]["config"]["key"] for name in set(_READ.findall(json.dumps(content)))]
        found[folder.name] = {key.rpartition("/")[2].removesuffix(".tfstate") for key in keys}
    return found


def policies(output: Path, workspace: str) -> dict[str, Document]:
    """The policies that a workspace makes: by their names, inline ones by their role's address, or by their type."""
    found = {}
    for kind, named in document(output, workspace)["resource"].items():
        for body in named.values():
            for key in {"policy", "assume_role_policy"} & body.keys():
                of_role = _OF_ROLE.search(body.get("role", ""))
                found[of_role[1] if of_role else body.get("name", kind)] = _known(body[key])
    return found


def _known(text: str) -> Document:
    for pattern, value in _KNOWN.items():
        text = re.sub(pattern, value, text)
    written: Document = json.loads(text.replace("$${", "${"))
    return written
