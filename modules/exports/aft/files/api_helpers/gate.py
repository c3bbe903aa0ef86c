"""The gate ahead of Terraform: checkov over a root module as AFT's pipeline will render it.

`python3 gate.py FOLDER DISTRIBUTION` ends with 1 where checkov finds something that is not accepted, or not any more;
where it could not read a file, or a module is not in FOLDER; or where it misses the violation that is planted in every
run. FOLDER stays as it is. `accepted.json` beside this file lists what is accepted; comments and settings beside what
is looked at accept nothing.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import datetime, timezone
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import jinja2

HERE = Path(__file__).resolve().parent
CANARY = "planted-by-the-gate"
PLANTED = 'resource "aws_kms_key" "planted" {\n  enable_key_rotation = false\n}\n'
EXPECTED = ("CKV_AWS_7", "CKV_LZ_4")
"""One rule of checkov's own, and one of those that come with this."""

_ROLE = "arn:aws:iam::000000000000:role/AWSAFTExecution"
VALUES = {
    "provider_region": "eu-west-1",
    "target_admin_role_arn": _ROLE,
    "aft_admin_role_arn": _ROLE,
}
"""Values in the place of those that AFT's pipeline has: no rule asks which account or region it is."""

SETTINGS = {
    "PYTHONUTF8": "1",
    "PYTHONDONTWRITEBYTECODE": "1",
    "CKV_SKIP_PACKAGE_UPDATE_CHECK": "true",
    "CKV_IGNORE_HIDDEN_DIRECTORIES": "false",
    "CKV_IGNORED_DIRECTORIES": ".terraform",
}
"""Terraform reads modules in hidden folders, too."""

LEFT_OUT = (".terraform", ".checkov.yaml", ".checkov.yml")
"""What Terraform fetches itself, and settings of checkov's that would have it look away."""

SOURCE = re.compile(r'"?\bsource"?\s*[=:]\s*"(\.\.?/[^"]*)"')

Record = dict[str, Any]


def main(folder: Path, distribution: str) -> int:
    """Check the root module in a folder; return the status that the stage ends with."""
    accepted = json.loads((HERE / "accepted.json").read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as temporary:
        copy = Path(temporary).resolve() / "terraform"
        shutil.copytree(folder, copy, ignore=shutil.ignore_patterns(*LEFT_OUT))
        render(copy, distribution)
        (copy / CANARY).mkdir()
        (copy / CANARY / "main.tf").write_text(PLANTED, encoding="utf-8")
        reports = checkov(copy)
        problems = [*untrusted(reports), *unseen(copy), *findings(reports, accepted, copy)]
    for problem in problems:
        print(problem, file=sys.stderr)  # noqa: T201 - the log of the build
    print(f"The gate is {'shut' if problems else 'open'}: {len(problems)} problems.")  # noqa: T201
    return 1 if problems else 0


def render(folder: Path, distribution: str) -> None:
    """Render every jinja file behind what the .tf file of its name has, as AFT's pipeline does."""
    environment = jinja2.Environment(loader=jinja2.FileSystemLoader(folder), keep_trailing_newline=True)  # noqa: S701 - no HTML
    for path in sorted(folder.glob("*.jinja")):
        with path.with_suffix(".tf").open("a", encoding="utf-8") as file:
            file.write(environment.get_template(path.name).render(VALUES, tf_distribution_type=distribution))


def checkov(folder: Path) -> list[Record]:
    """Run checkov off the network and without settings from outside; return a report for each kind of file."""
    command = [sys.executable, "-m", "checkov.main", "--directory=.", "--output=json", "--compact", "--skip-download"]
    command += ["--download-external-modules=false", f"--external-checks-dir={HERE / 'checks'}"]
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "TMPDIR") if name in os.environ}
    done = subprocess.run(  # noqa: S603 - every part of the command is ours
        [*command, "--framework", "terraform_json", "terraform"],
        cwd=folder,
        env={**kept, **SETTINGS, "HOME": str(folder.parent)},
        stdout=subprocess.PIPE,
        check=False,
    )
    reports = json.loads(done.stdout)
    return reports if isinstance(reports, list) else [reports]


def untrusted(reports: list[Record]) -> Iterator[str]:
    """Give a line for each file that checkov could not read, and one for each planted violation that it missed."""
    for report in reports:
        for path in report["results"]["parsing_errors"]:
            yield f"checkov could not read {path}"
    planted = {record["check_id"] for record in failed(reports) if is_planted(record)}
    for rule in EXPECTED:
        if rule not in planted:
            yield f"checkov missed what was planted for {rule}: what it says cannot be trusted"


def unseen(folder: Path) -> Iterator[str]:
    """Give a line for each module that is called by a path out of the folder: AFT may have it, checkov has not."""
    for path in sorted((*folder.rglob("*.tf"), *folder.rglob("*.tf.json"))):
        for source in SOURCE.findall(path.read_text(encoding="utf-8", errors="replace")):
            if not (path.parent / source).resolve().is_relative_to(folder):
                yield f"{path.relative_to(folder)} calls {source}, which is not in the folder terraform"


def findings(reports: list[Record], accepted: list[dict[str, str]], folder: Path) -> Iterator[str]:
    """Give a line for each finding that no acceptance covers, or only one that has ended."""
    today = datetime.now(timezone.utc).date().isoformat()  # noqa: UP017 - Python may be older than 3.11 there
    for record in failed(reports):
        if is_planted(record):
            continue
        path = Path(record["file_path"].lstrip("/"))
        names = addresses(record["resource"], folder / path)
        covering = [entry for entry in accepted if covers(entry, record["check_id"], path.parent.name, names)]
        if not any(entry["expires"] >= today for entry in covering):
            ended = f" (accepted until {covering[0]['expires']})" if covering else ""
            yield f"{record['check_id']} {record['check_name']}: {path}: {' or '.join(names)}{ended}"


def addresses(resource: str, path: Path) -> list[str]:
    """Return what checkov may mean by a resource: in JSON it leaves out the type, and calls it `resource.<name>`."""
    part, _, name = resource.partition(".")
    if part != "resource" or path.suffix != ".json":
        return [resource]
    kinds = json.loads(path.read_text(encoding="utf-8")).get("resource", {})
    return [f"{kind}.{name}" for kind, named in kinds.items() if name in named] or [resource]


def covers(entry: dict[str, str], rule: str, place: str, names: list[str]) -> bool:
    """Whether an acceptance is of a finding of a rule in a module, whichever resource it may be of."""
    is_there = entry["rule"] == rule and fnmatchcase(place, entry["place"])
    return is_there and all(fnmatchcase(name, entry["address"]) for name in names)


def failed(reports: list[Record]) -> list[Record]:
    """Return every record of a check that failed, or that a comment has checkov skip."""
    kinds = ("failed_checks", "skipped_checks")
    return [record for report in reports for kind in kinds for record in report["results"].get(kind, ())]


def is_planted(record: Record) -> bool:
    """Whether a record is of what the gate planted."""
    return bool(record["file_path"].lstrip("/").startswith(f"{CANARY}/"))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2]))
