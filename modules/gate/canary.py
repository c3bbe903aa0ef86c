"""One known violation of each kind, planted in every run: a gate that cannot fail is a defect.

checkov says nothing when a check of ours does not load, when a graph check crashes, or when a setting turns rules
off. Each shows here: a rule that is not reported for the canary is not trusted for anything else.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from modules.gate.checkov_run import CheckovRun
from modules.gate.report import Failure, FailureKind

LOCATION = "canary-organization"
"""A workspace name that counts as the management account's."""

_ACCOUNT = {"name": "canary", "email": "canary@example.com"}

DOCUMENT: dict[str, Any] = {
    "provider": {"aws": [{"region": "eu-west-1"}]},
    "resource": {
        "aws_kms_key": {"unrotated": {"description": "canary", "enable_key_rotation": False}},
        "aws_organizations_account": {"unprotected": _ACCOUNT},
        "aws_s3_bucket": {"misplaced": {"bucket": "canary"}},
    },
}

EXPECTED = {
    "CKV_LZ_1": "aws",
    "CKV_LZ_2": "misplaced",
    "CKV_LZ_3": "unprotected",
    "CKV_LZ_4": "unrotated",
    "CKV_LZ_5": "aws",
    "CKV_AWS_7": "unrotated",  # checkov's own: a Python check
    "CKV2_AWS_6": "misplaced",  # and a graph check, which looks at several resources together
}
"""Rules that the canary breaks, each with the name of the block that breaks it."""


def silent_rules(run: CheckovRun) -> Iterator[Failure]:
    """Report checks that did not load, and rules that did not see the canary."""
    for name in run.checks_not_loaded:
        fix = "mend its file in policies/checkov/checks; running the file with Python shows the error"
        yield Failure(FailureKind.BROKEN_CHECK, f"{name}.py", "checkov cannot load the check", fix)
    reported = {
        (record.check_id, record.resource.rpartition(".")[2])
        for record in run.records
        if record.file.parts[0] == LOCATION and not record.passed
    }
    for rule, name in EXPECTED.items():
        if (rule, name) not in reported:
            what = f"{rule} did not report the violation that the gate planted for it"
            yield Failure(
                FailureKind.SELF_TEST, LOCATION, what, "see that checkov is the locked version and the rule is on"
            )
