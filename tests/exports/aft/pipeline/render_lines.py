"""The lines of shell that render a root module: ours, and AFT's own where its source is there."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

import yaml  # type: ignore[import-untyped] # PyYAML has no types

from tests.exports.aft.pipeline.repositories import Distribution, Repository, Run

RenderLines = Callable[[Run], str]

_EVERY = {
    "timestamp": "TIMESTAMP",
    "tf_distribution_type": "TF_DISTRIBUTION",
    "provider_region": "CT_MGMT_REGION",
    "aft_admin_role_arn": "AFT_EXEC_ROLE_ARN",
}
_BY_DISTRIBUTION = {
    Distribution.OSS: {
        "region": "TF_BACKEND_REGION",
        "bucket": "TF_S3_BUCKET",
        "key": "TF_S3_KEY",
        "dynamodb_table": "TF_DDB_TABLE",
        "kms_key_id": "TF_KMS_KEY_ID",
        "tf_version": "TF_VERSION",
    },
    Distribution.TFC: {"terraform_org_name": "TF_ORG_NAME", "terraform_workspace_name": "TF_WORKSPACE_NAME"},
}
_OF_CUSTOMIZATIONS = {"target_admin_role_arn": "VENDED_EXEC_ROLE_ARN"}
"""Variables of jinja files, and the variable of AFT's shell that each is set to."""

_BUILDSPECS = {
    Repository.REQUEST: "aft-code-repositories/buildspecs/ct-aft-account-request.yml",
    Repository.PROVISIONING: "aft-code-repositories/buildspecs/ct-aft-account-provisioning-customizations.yml",
    Repository.GLOBAL: "aft-customizations/buildspecs/aft-global-customizations-terraform.yml",
    Repository.ACCOUNT: "aft-customizations/buildspecs/aft-account-customizations-terraform.yml",
}
_RENDERING = re.compile(r"if ls \*\.jinja.*?for f in \*\.tf;.*?done", re.DOTALL)


def our_lines(run: Run) -> str:
    """Render every jinja file at the end of the file that is called like it, then show every file of Terraform.

    Appending, and showing what may not be there, are AFT's: a second render doubles a file, and a root without any
    `.tf` fails where errexit is on.
    """
    variables = _EVERY | _BY_DISTRIBUTION[run.distribution]
    if run.repository.customizes:
        variables |= _OF_CUSTOMIZATIONS
    definitions = " ".join(f'-D {name}="${shell}"' for name, shell in variables.items())
    return f"""
templates=$(find . -maxdepth 1 -name '*.jinja' -printf '%f\\n' | sort)
for template in $templates; do
  jinja2 "$template" {definitions} >> "${{template%.jinja}}.tf"
done
for file in *.tf; do echo "== $file"; cat $file; done
"""


def aft_lines(source: Path) -> RenderLines:
    """Take the lines from the buildspecs of a checkout of AFT: the first such block is for `oss`, the second not."""

    def lines(run: Run) -> str:
        buildspec = yaml.safe_load((source / "modules" / _BUILDSPECS[run.repository]).read_text())
        commands = "\n".join(
            command for phase in buildspec["phases"].values() for command in phase["commands"] if command
        )
        first, second = _RENDERING.findall(commands)
        return str(first if run.distribution is Distribution.OSS else second)

    return lines


def aft_source() -> Path | None:
    """Return the checkout of AFT that `AFT_SRC` names; None where it names none."""
    return Path(os.environ["AFT_SRC"]) if os.environ.get("AFT_SRC") else None


def every_lines() -> dict[str, RenderLines]:
    """Return ours, and AFT's where its source is there."""
    source = aft_source()
    return {"ours": our_lines} | ({"aft": aft_lines(source)} if source else {})
