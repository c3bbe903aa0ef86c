"""What the gate found: the types that its parts exchange, and the report that a command prints."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath

_MODULES = "modules"
"""The folder of a workspace that its modules are in."""


class FailureKind(StrEnum):
    """Why the gate does not open."""

    FINDING = "finding"
    PARSING_ERROR = "parsing error"
    UNCHECKED_FILE = "unchecked file"
    BROKEN_CHECK = "broken check"
    SELF_TEST = "self-test"
    INVALID_ACCEPTANCE = "invalid acceptance"
    EXPIRED_ACCEPTANCE = "expired acceptance"
    LONG_ACCEPTANCE = "acceptance too far ahead"
    UNKNOWN_RULE = "acceptance of an unknown rule"
    UNUSED_ACCEPTANCE = "unused acceptance"


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One resource that breaks one rule."""

    check_id: str
    location: str
    """The workspace, or the module, that holds the resource."""
    address: str
    """The resource's Terraform address there: `aws_kms_key.ebs`, `provider.aws.us-east-1`."""
    check_name: str
    guideline: str
    """Why the rule is there and what to do, where checkov says so."""
    file: PurePosixPath
    """Below the output folder."""

    @property
    def environment(self) -> str | None:
        """The environment of the workspace that holds the resource; none of a module, which several may call."""
        return None if _MODULES in self.file.parts else self.location.partition("-")[0]

    @property
    def place(self) -> str:
        """What an acceptance's address pattern is matched with."""
        return f"{self.location}:{self.address}"

    @property
    def fix(self) -> str:
        """What to do, where the rule does not say it too."""
        return self.guideline or "mend the construct that defines it, or accept it in policies/checkov/acceptances.yaml"


@dataclass(frozen=True, slots=True, order=True)
class Failure:
    """One reason for which the gate fails."""

    kind: FailureKind
    where: str
    what: str
    fix: str


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """One file that went through the gate."""

    location: str
    path: PurePosixPath
    is_module: bool
    resources: int
    checks_passed: int


@dataclass(frozen=True, slots=True)
class GateReport:
    """The result of one run of the gate."""

    files: tuple[CheckedFile, ...]
    findings: tuple[Finding, ...]
    """Those that are not accepted."""
    accepted: tuple[Finding, ...]
    failures: tuple[Failure, ...]

    @property
    def ok(self) -> bool:
        """Whether the gate opens."""
        return not self.failures
