"""The files of a root module in a repository of AFT's, with the scripts that AFT runs before and behind it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from modules.exports.aft.accepted_findings import accepted
from modules.exports.aft.root_modules import RootModule

FILES = Path(__file__).parent / "files"
"""Files that are the same in every export."""

_CHECKS = ("__init__.py", "kms_key_rotation.py", "provider_account.py")
"""Checks of our own that ask something of accounts: those that need more than the file itself stay here."""

_HOME = """\
# Every provider works in this account, but for `aft-management`, which reads what others tell accounts.
provider "aws" {
  region              = "{{ provider_region }}"
  allowed_account_ids = [local.aft.account_id]
%s
  assume_role {
    role_arn = "{{ target_admin_role_arn }}"
  }
  default_tags {
    tags = local.default_tags
  }
}
"""
_OTHER = """
provider "aws" {
  alias               = "%s"
  region              = "%s"
  allowed_account_ids = [local.aft.account_id]
%s
  assume_role {
    role_arn = "{{ target_admin_role_arn }}"
  }
  default_tags {
    tags = local.default_tags
  }
}
"""
_READING = """
provider "aws" {
  alias               = "account"
  region              = "{{ provider_region }}"
  allowed_account_ids = [local.aft.account_id]
  assume_role {
    role_arn = "{{ target_admin_role_arn }}"
  }
}

provider "aws" {
  alias               = "aft-management"
  region              = "{{ provider_region }}"
  allowed_account_ids = [local.aft.management_account_id]
  assume_role {
    role_arn = "{{ aft_admin_role_arn }}"
  }
}
"""


def root_files(root: RootModule, policies: Path) -> dict[str, str]:
    """Return the files of a root module of customizations: `terraform/` and `api_helpers/`.

    Args:
        root: The root module.
        policies: The folder of checkov's checks and of accepted findings.

    """
    terraform = {
        "cdk.tf.json": as_json(root.document),
        "aft-providers.jinja": _providers(root.regions),
        "aft-context.jinja": file("root/aft-context.jinja"),
        "backend.jinja": file("root/backend.jinja"),
        "versions.tf": file("root/versions.tf"),
        **root.files,
    }
    scripts = {
        "pre-api-helpers.sh": file("api_helpers/pre-api-helpers.sh"),
        "post-api-helpers.sh": file("api_helpers/post-api-helpers.sh"),
        "python/requirements.txt": file("api_helpers/requirements.txt"),
        "python/gate.py": file("api_helpers/gate.py"),
        "python/accepted.json": as_json(accepted(policies, _modules(root))),
        **{f"python/checks/{name}": _text(policies / "checks" / name) for name in _CHECKS},
    }
    return {**_below("terraform", terraform), **_below("api_helpers", scripts)}


def as_json(content: Any) -> str:
    """Write a document as every tool reads it, and as changes of it are easy to read."""
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def file(path: str) -> str:
    """Return the text of one of the files that are the same in every export."""
    return _text(FILES / path)


@cache
def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _below(folder: str, files: Mapping[str, str]) -> dict[str, str]:
    return {f"{folder}/{path}": text for path, text in files.items()}


def _modules(root: RootModule) -> Iterable[str]:
    return sorted({path.split("/")[-2] for path in root.files if "/" in path})


def _providers(regions: Iterable[Mapping[str, Any]]) -> str:
    home, *others = regions
    written = [_HOME % _settings(home)]
    written += [_OTHER % (body["alias"], body["region"], _settings(body)) for body in others]
    return "".join([*written, _READING])


def _settings(body: Mapping[str, Any]) -> str:
    """Write what a provider has beside its alias and region: numbers, and whether it asks if there is such a region."""
    own = {key: value for key, value in body.items() if key not in {"alias", "region"} and value is not None}
    return "\n".join(f"  {key} = {json.dumps(value)}" for key, value in sorted(own.items()))
