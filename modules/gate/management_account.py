"""CKV_LZ_2 where its list of workspaces is not whole: one that works in the management account is not named there.

checkov looks at one file at a time, so that rule goes by names of workspaces. Here the accounts of their providers are
compared, as Terraform will choose them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from modules.gate.report import Finding
from modules.gate.staging import StagedFile
from modules.synthesized.accounts import accounts_of
from modules.synthesized.documents import DOCUMENT, Document
from modules.synthesized.environment import Synthesized

_RULE = "CKV_LZ_2"
_ORGANIZATION = "aws_organizations_organization"


def unnamed(files: Iterable[StagedFile], is_named: Callable[[str], bool]) -> Iterator[Finding]:
    """Find workspaces that work in an account with an organization, and are not named as such.

    Args:
        files: Every file.
        is_named: Whether a workspace is among those whose types of resources are looked at.

    """
    roots = {
        file.source.workspace: file
        for file in files
        if not file.source.is_module and file.source.inside.name == DOCUMENT
    }
    synthesized = Synthesized("", {name: Document(name, file.document) for name, file in roots.items()})
    accounts = {name: accounts_of(scope) for name in roots if (scope := synthesized.scope(name))}
    managing = {
        account
        for name, file in roots.items()
        if _ORGANIZATION in file.document.get("resource", {})
        for account in accounts[name]
    }
    for name, file in roots.items():
        if accounts[name] & managing and not is_named(name):
            yield Finding(
                _RULE,
                file.source.location,
                "provider.aws",
                "Ensure a workspace of the management account is named as one",
                "Organization policies do not restrain the management account, and only what is in workspaces that are "
                "named is looked at; work in a member account, or name the workspace in "
                "policies/checkov/management_account_types.yaml.",
                file.source.path,
            )
