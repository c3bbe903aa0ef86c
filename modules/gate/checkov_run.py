"""One run of checkov over a folder: off the network, without settings from outside, read back as types."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from modules.specification.errors import LandingZoneError

_OPTIONS = ("--output=json", "--compact", "--skip-download", "--download-external-modules=false")
_CRASHED = re.compile(r"Failed to run check (\S+) on (\S+?):(\S+)")
_NOT_LOADED = re.compile(r"Cannot load external check '([^']+)'")


@dataclass(frozen=True, slots=True)
class CheckRecord:
    """The result of one check on one block of one file."""

    check_id: str
    check_name: str
    guideline: str
    file: PurePosixPath
    line: int
    """Where the block begins; 0 where checkov does not say."""
    resource: str
    """checkov's name for the block: the address, or `resource.<name>` without the type."""
    passed: bool


@dataclass(frozen=True, slots=True)
class CheckovRun:
    """Everything that one run reported."""

    records: tuple[CheckRecord, ...]
    parsing_errors: tuple[PurePosixPath, ...]
    """Files of which checkov checked nothing."""
    checks_not_loaded: tuple[str, ...]


def run(folder: Path, *, frameworks: Sequence[str], checks: Path) -> CheckovRun:
    """Check every file below `folder`.

    Args:
        folder: Holds only what is to be checked. checkov also runs in it, so no `.checkov.yaml` elsewhere counts.
        frameworks: checkov's names of the file kinds.
        checks: The folder of our own checks.

    Raises:
        LandingZoneError: checkov is not installed, or broke off.

    """
    if importlib.util.find_spec("checkov") is None:
        raise LandingZoneError(
            "checkov is not installed",
            got=sys.executable,
            why="the gate runs checkov with the Python that runs this command",
            fix="run `make setup`, then use the Python of .venv",
        )
    command = [sys.executable, "-I", "-m", "checkov.main", "--directory=.", *_OPTIONS]
    done = subprocess.run(  # noqa: S603 - every part of the command is ours
        [*command, f"--external-checks-dir={checks.resolve()}", "--framework", *frameworks],
        cwd=folder,
        env=_environment(folder),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    return parsed(done.stdout, done.stderr, folder)


def parsed(stdout: str, stderr: str, folder: Path) -> CheckovRun:
    """Read what checkov printed. It exits 0 on a file that it could not parse: the exit status says nothing."""
    try:
        output = json.loads(stdout)
        reports = output if isinstance(output, list) else [output]  # a list where several frameworks had files
        results = [report["results"] for report in reports]
    except (ValueError, LookupError, TypeError):
        raise LandingZoneError(
            "checkov broke off",
            got=(stderr.strip() or stdout.strip() or "no output").splitlines()[-1],
            why="without its report nothing is known to be checked",
            fix="run the command again; if it stays, set up the project again",
        ) from None
    records = [
        _record(entry, passed=passed)
        for result in results
        for key, passed in (("passed_checks", True), ("failed_checks", False))
        for entry in result[key]
    ]
    errors = {PurePosixPath(Path(path).relative_to(folder.resolve())) for r in results for path in r["parsing_errors"]}
    return CheckovRun(
        records=(*records, *_crashes(stderr)),
        parsing_errors=tuple(sorted(errors)),
        checks_not_loaded=tuple(sorted(set(_NOT_LOADED.findall(stderr)))),
    )


def _environment(home: Path) -> dict[str, str]:
    """Give what a process needs and nothing that checkov reads: CKV_* and ~/.checkov.yaml turn rules off."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "TMPDIR", "SYSTEMROOT") if name in os.environ}
    return {**kept, "HOME": str(home), "PYTHONUTF8": "1", "CKV_SKIP_PACKAGE_UPDATE_CHECK": "true"}


def _record(entry: dict[str, Any], *, passed: bool) -> CheckRecord:
    return CheckRecord(
        check_id=entry["check_id"],
        check_name=entry["check_name"],
        guideline=entry["guideline"] or "",
        file=PurePosixPath(entry["file_path"].lstrip("/")),
        line=entry["file_line_range"][0],
        resource=entry["resource"],
        passed=passed,
    )


def _crashes(stderr: str) -> Iterator[CheckRecord]:
    """Count a check that crashed on a block as failed: checkov only logs it."""
    for check_id, file, resource in _CRASHED.findall(stderr):
        name = "checkov crashed in this check: look at the resource by eye"
        yield CheckRecord(check_id, name, "", PurePosixPath(file.lstrip("/")), 0, resource, passed=False)
