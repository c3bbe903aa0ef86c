"""What AFT has Terraform do with a rendered root, as far as that goes without AWS: init and validate.

`python -m tests.exports.aft.pipeline.accept ROOT` ends with 1 where Terraform refuses the root.
"""

from __future__ import annotations

import json
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

from modules.runner.terraform.cli import find_terraform, terraform_environment
from modules.runner.terraform.lock_file import forget_checksums
from tests.exports.aft.pipeline.constraints import relax
from tests.exports.aft.pipeline.faults import faults

_CHECKS = ("credentials_validation", "requesting_account_id", "metadata_api_check")
"""What the provider asks AWS before anything else."""


def main(root: Path) -> int:
    """Accept a root, or say what is wrong with it."""
    found = faults(root)
    relax(root)
    print(*found, sep="\n")  # noqa: T201 - the log of the stage
    if found:
        return 1
    for arguments in (("init", "-backend=false"), ("validate",)):
        ended = terraform(root, *arguments)
        print(ended.stdout, ended.stderr)  # noqa: T201 - the log of the stage
        if ended.returncode:
            return ended.returncode
        forget_checksums(root)  # init has just compared the provider with its own
    return 0


def requested_items(root: Path) -> list[dict[str, Any]]:
    """Plan the accepted root of account requests without AWS, and return the items that it puts into DynamoDB.

    Provider and backend are rendered and lead to AWS, so the plan has others in their place.
    """
    for path in root.glob("*.jinja"):
        (root / f"{path.stem}.tf").unlink()
    pretended: dict[str, object] = {f"skip_{check}": True for check in _CHECKS}
    pretended |= {"access_key": "none", "secret_key": "none", "region": "eu-west-1"}
    (root / "offline.tf.json").write_text(json.dumps({"provider": {"aws": pretended}}))
    for arguments in (("init",), ("plan", "-out=offline.plan")):
        ended = terraform(root, *arguments)
        assert ended.returncode == 0, ended.stderr
        forget_checksums(root)
    plan = json.loads(terraform(root, "show", "-json", "offline.plan").stdout)
    return [
        json.loads(change["change"]["after"]["item"])
        for change in plan["resource_changes"]
        if change["type"] == "aws_dynamodb_table_item"
    ]


def terraform(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Terraform in a root, without colours and questions."""
    environ = _environ()
    command = [_executable(), arguments[0], "-no-color", *arguments[1:]]
    return subprocess.run(command, cwd=root, env=environ, capture_output=True, text=True, check=False)


@cache
def _executable() -> str:
    return str(find_terraform())


@cache
def _environ() -> dict[str, str]:
    return terraform_environment()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
