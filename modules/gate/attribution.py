"""checkov's records joined with the files they speak of."""

from __future__ import annotations

from dataclasses import dataclass

from modules.gate import canary
from modules.gate.checkov_run import CheckovRun, CheckRecord
from modules.gate.report import Finding
from modules.gate.staging import StagedFile, Staging


@dataclass(frozen=True, slots=True)
class Result:
    """One check of one block, with the block's address."""

    file: StagedFile
    address: str
    record: CheckRecord

    @property
    def finding(self) -> Finding:
        """The result as a finding."""
        source, record = self.file.source, self.record
        return Finding(record.check_id, source.location, self.address, record.check_name, record.guideline, source.path)


def attribute(staging: Staging, run: CheckovRun) -> list[Result]:
    """Give every result but those of the canary."""
    return [
        Result(file, file.addresses.get(record.line, record.resource.removeprefix("resource.")), record)
        for record in run.records
        if record.file.parts[0] != canary.LOCATION
        for file in [staging.files[record.file]]
    ]
