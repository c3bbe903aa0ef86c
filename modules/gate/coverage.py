"""Proof that everything was looked at: a file that checkov drops breaks no rule and stops no command."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath
from posixpath import normpath

from modules.gate.attribution import Result
from modules.gate.checkov_run import CheckovRun
from modules.gate.report import Failure, FailureKind
from modules.gate.staging import Staging
from modules.gate.synthesized_files import SynthesizedFile
from modules.synthesized.documents import DOCUMENT

WORKSPACE_FILE = PurePosixPath(DOCUMENT)


def parsing_errors(staging: Staging, run: CheckovRun) -> Iterator[Failure]:
    """Report every file of which nothing was read."""
    for path, reason in staging.unreadable.items():
        what = f"the file cannot be read: {reason}"
        yield Failure(FailureKind.PARSING_ERROR, str(path), what, "synthesize again; nobody edits these files")
    for staged in run.parsing_errors:
        what = "checkov cannot parse the file, and checked nothing in it"
        fix = "write it through modules/workspaces/writing/normalise.py, which gives the form that checkov reads"
        yield Failure(FailureKind.PARSING_ERROR, str(_source(staging, staged)), what, fix)


def unchecked_resources(staging: Staging, run: CheckovRun, results: Iterable[Result]) -> Iterator[Failure]:
    """Report every file with resources of which some have no result of any check.

    Each resource must have one, because CKV_LZ_2 looks at all of them.
    """
    checked = {(result.record.file, result.address) for result in results}
    for path, file in staging.files.items():
        missing = sorted(address for address in file.resources if (path, address) not in checked)
        if missing and path not in run.parsing_errors:
            what = f"{len(missing)} of {len(file.resources)} resources were checked by no rule, such as {missing[0]}"
            fix = "see that the file is as CDKTF writes it and that policies/checkov/checks has CKV_LZ_2"
            yield Failure(FailureKind.UNCHECKED_FILE, str(file.source.path), what, fix)


def missing_files(folders: Mapping[str, PurePosixPath], files: Iterable[SynthesizedFile]) -> Iterator[Failure]:
    """Report every workspace of the manifest that has no file."""
    present = {file.workspace for file in files if file.inside == WORKSPACE_FILE}
    for workspace in sorted(folders.keys() - present):
        what = "the manifest names the workspace, and it has no file"
        yield Failure(FailureKind.UNCHECKED_FILE, str(folders[workspace] / WORKSPACE_FILE), what, "synthesize again")


def unchecked_modules(staging: Staging, files: Iterable[SynthesizedFile]) -> Iterator[Failure]:
    """Report every call of a module that is not among the files: from a registry, or in a folder that is not there."""
    folders = {file.path.parent for file in files}
    for file in staging.files.values():
        for name, call in file.document.get("module", {}).items():
            source = str(call.get("source")) if isinstance(call, dict) else ""
            folder = PurePosixPath(normpath(file.source.path.parent / source))
            if not source.startswith("./") or folder not in folders:
                what = f"module.{name} calls {source or 'nothing'}, which is no checked folder of the workspace"
                fix = "put the module inside the workspace's folder and call it as ./modules/<name>"
                yield Failure(FailureKind.UNCHECKED_FILE, str(file.source.path), what, fix)


def _source(staging: Staging, staged: PurePosixPath) -> PurePosixPath:
    file = staging.files.get(staged)
    return file.source.path if file else staged
