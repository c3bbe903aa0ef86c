"""Whether what a template makes is safe: checkov, in one run for all, and the key of everything that stores data."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath

from modules.catalog_tests.fault import Candidate, Column, Fault
from modules.catalog_tests.spec import ResourceTypeSpec, property_of
from modules.catalog_tests.variants import variants
from modules.gate.checkov_run import CheckovRun, run
from modules.specification.errors import LandingZoneError

CANARY = "CanaryOfTheScan"
"""A resource beside those of each template that checkov must refuse: the file was read, and its rules fire."""

_INSECURE = {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": "open"}}
_CHECKS = Path(__file__).parents[2] / "policies" / "checkov" / "checks"


def scan_faults(candidates: Sequence[Candidate], types: Mapping[str, ResourceTypeSpec]) -> Iterator[Fault]:
    """Give what checkov refuses in any of the templates, and what has no key.

    Args:
        candidates: The versions.
        types: What is known of resource types.

    Raises:
        LandingZoneError: checkov broke off, or did not look at a file.

    """
    with tempfile.TemporaryDirectory(prefix="catalog-scan-") as folder:
        staged = dict(_staged(candidates, Path(folder)))
        found = run(Path(folder), frameworks=["cloudformation"], checks=_CHECKS)
    refuse_unscanned(found, [*staged])
    faults = dict.fromkeys(
        Fault(
            staged[record.file].name,
            Column.SCAN,
            f"{_logical_id(record.resource)}: {record.check_id} {record.check_name}",
        )
        for record in found.records
        if not record.passed and record.file in staged and CANARY not in record.resource
        if not _is_accepted(record.resource, record.check_id, types)
    )
    yield from faults
    for candidate in candidates:
        yield from _unencrypted(candidate, types)


def refuse_unscanned(found: CheckovRun, files: Sequence[PurePosixPath]) -> None:
    """Refuse to go on where checkov did not look at a file.

    Raises:
        LandingZoneError: the canary of a file was not found.

    """
    seen = {record.file for record in found.records if CANARY in record.resource and not record.passed}
    for file in sorted({*files} - seen):
        raise LandingZoneError(
            "checkov did not look at a template",
            got=str(file),
            why="a resource that it must refuse stands in each, and it did not refuse the one of this",
            fix="look whether the template is one; if it is, a new version of checkov reads it otherwise",
        )


def _staged(candidates: Sequence[Candidate], folder: Path) -> Iterator[tuple[PurePosixPath, Candidate]]:
    for number, candidate in enumerate(candidates):
        for variant, template in variants(candidate.version.template):
            file = PurePosixPath(f"{number}-{variant}.json")
            with_canary = {**template, "Resources": {**template["Resources"], CANARY: _INSECURE}}
            (folder / file).write_text(json.dumps(with_canary), encoding="utf-8")
            yield file, candidate


def _unencrypted(candidate: Candidate, types: Mapping[str, ResourceTypeSpec]) -> Iterator[Fault]:
    for variant, template in variants(candidate.version.template):
        for name, resource in template["Resources"].items():
            spec = types.get(resource["Type"])
            for path in spec.encrypted_by if spec else ():
                if not property_of(resource.get("Properties", {}), path):
                    what = f"{name}: not encrypted with a key, {path} is missing ({variant})"
                    yield Fault(candidate.name, Column.SCAN, what)


def _is_accepted(resource: str, check_id: str, types: Mapping[str, ResourceTypeSpec]) -> bool:
    spec = types.get(resource.rpartition(".")[0])
    return spec is not None and check_id in spec.accepted


def _logical_id(resource: str) -> str:
    return resource.rpartition(".")[2]
