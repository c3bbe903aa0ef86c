"""CKV_LZ_1 where there is no provider block to look at: checkov checks blocks, so a missing one breaks no rule there.

Without an `aws` provider Terraform makes one from the runner's credentials, for whichever account they are of. And a
module with a provider block of its own would choose the account past the workspace that calls it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from modules.gate.report import Finding
from modules.gate.staging import StagedFile

_RULE = "CKV_LZ_1"


def missing_or_misplaced(files: Iterable[StagedFile]) -> Iterator[Finding]:
    """Find workspaces with AWS resources and no `aws` provider, and modules with a provider."""
    by_workspace = sorted(files, key=lambda file: file.source.path)
    for _, group in groupby(by_workspace, key=lambda file: file.source.workspace):
        yield from _of_workspace(list(group))


def _of_workspace(files: list[StagedFile]) -> Iterator[Finding]:
    roots = [file for file in files if not file.source.is_module]
    uses_aws = any(_uses_aws(file.document) for file in roots)
    if uses_aws and not any(file.document.get("provider", {}).get("aws") for file in roots):
        yield _finding(
            roots[0],
            "Ensure a workspace with AWS resources has an aws provider",
            "Terraform would act on whichever account the runner is in; add a provider with allowed_account_ids.",
        )
    for file in files:
        if file.source.is_module and file.document.get("provider"):
            yield _finding(
                file,
                "Ensure a module has no provider of its own",
                "The account is the choice of the workspace that calls the module; remove the module's provider.",
            )


def _uses_aws(document: Mapping[str, Any]) -> bool:
    """Count a module call as AWS: every module of this project is."""
    kinds = [*document.get("resource", {}), *document.get("data", {})]
    return bool(document.get("module")) or any(kind.startswith("aws_") for kind in kinds)


def _finding(file: StagedFile, name: str, guideline: str) -> Finding:
    return Finding(_RULE, file.source.location, "provider.aws", name, guideline, file.source.path)
