"""The gate: checkov over everything that synthesis wrote, with proof that it looked."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path

from ruamel.yaml import YAML

from modules.gate import acceptances, canary, coverage, rule_ids
from modules.gate.acceptances import Acceptance
from modules.gate.attribution import Result, attribute
from modules.gate.checkov_run import run
from modules.gate.judgement import Judgement, judge
from modules.gate.management_account import unnamed
from modules.gate.provider_blocks import missing_or_misplaced
from modules.gate.report import CheckedFile, Failure, FailureKind, Finding, GateReport
from modules.gate.staging import Staging, stage
from modules.gate.synthesized_files import distinct, read, workspaces
from modules.specification.tag_keys import TagKeys

POLICIES = Path(__file__).parents[2] / "policies" / "checkov"
"""Our own checks, their data, and the accepted findings."""


def check(
    outdir: Path,
    *,
    today: date,
    policies: Path = POLICIES,
    partial: bool = False,
    tag_keys: Mapping[str, TagKeys] | None = None,
) -> GateReport:
    """Check every workspace of the manifest in `outdir`, and every module inside them.

    Args:
        outdir: The output folder as synthesis writes it.
        today: The day that decides whether an acceptance has expired.
        policies: The folder with `checks/` and `acceptances.yaml`.
        partial: Whether `outdir` holds only some of the environments. Then an acceptance for a workspace or module,
            or a type of resource, that is not there is left alone; otherwise it is unused.
        tag_keys: By environment, the organization's own keys for required tags.

    Raises:
        LandingZoneError: nothing was synthesized, or checkov cannot run.

    """
    folders = workspaces(outdir)
    files = read(outdir, folders)
    with tempfile.TemporaryDirectory(prefix="gate-") as temporary:
        staging = stage(distinct(files, first=_in_management_account(policies)), Path(temporary), tag_keys=tag_keys)
        checkov = run(staging.folder, frameworks=staging.frameworks, checks=policies / "checks")
        results = attribute(staging, checkov)
        judgement = _judged(staging, results, today, policies, partial=partial)
    failures = (
        *(_failure(finding) for finding in judgement.open),
        *judgement.failures,
        *canary.silent_rules(checkov),
        *coverage.parsing_errors(staging, checkov),
        *coverage.unchecked_resources(staging, checkov, results),
        *coverage.missing_files(folders, files),
        *coverage.unchecked_modules(staging, files),
    )
    return GateReport(_checked_files(staging, results), judgement.open, judgement.accepted, failures)


def _judged(staging: Staging, results: Sequence[Result], today: date, policies: Path, *, partial: bool) -> Judgement:
    findings = {*(result.finding for result in results if not result.record.passed)}
    findings |= {*missing_or_misplaced(staging.files.values())}
    findings |= {*unnamed(staging.files.values(), _in_management_account(policies))}
    entries, mistakes = acceptances.load(policies / "acceptances.yaml")
    judgement = judge(
        entries,
        sorted(findings),
        today=today,
        known_rules=lambda: rule_ids.known(policies / "checks"),
        looked_at=_named_places(staging) if partial else lambda _: True,
        environments={file.source.workspace.partition("-")[0] for file in staging.files.values()},
    )
    return Judgement(judgement.open, judgement.accepted, (*mistakes, *judgement.failures))


def _in_management_account(policies: Path) -> Callable[[str], bool]:
    """Return whether a workspace is one of the management account: CKV_LZ_2 must see its copies of modules."""
    patterns = YAML(typ="safe").load(policies / "management_account_types.yaml")["workspaces"]
    return lambda workspace: any(fnmatchcase(workspace.partition("-")[2], pattern) for pattern in patterns)


def _named_places(staging: Staging) -> Callable[[Acceptance], bool]:
    """Return whether an acceptance names a place that is there, and a type of resource that is in one such."""
    types: dict[str, set[str]] = {}
    for file in staging.files.values():
        types.setdefault(file.source.location, set()).update(address.partition(".")[0] for address in file.resources)

    def is_there(acceptance: Acceptance) -> bool:
        place, _, address = acceptance.address.partition(":")
        return any(
            fnmatchcase(location, place) and any(fnmatchcase(kind, address.partition(".")[0]) for kind in kinds)
            for location, kinds in types.items()
        )

    return is_there


def _failure(finding: Finding) -> Failure:
    return Failure(FailureKind.FINDING, finding.place, f"{finding.check_id}: {finding.check_name}", finding.fix)


def _checked_files(staging: Staging, results: Sequence[Result]) -> tuple[CheckedFile, ...]:
    passed = Counter(result.record.file for result in results if result.record.passed)
    return tuple(
        CheckedFile(file.source.location, file.source.path, file.source.is_module, len(file.resources), passed[path])
        for path, file in staging.files.items()
    )
