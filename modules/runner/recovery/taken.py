"""Accounts that AWS refused to create because their address has an account: which may be ours, of a lost run."""

from __future__ import annotations

from collections.abc import Iterable

from modules.runner.terraform.events import Diagnostic

_TYPE = "aws_organizations_account."
_REASON = "EMAIL_ALREADY_EXISTS"


def taken_addresses(errors: Iterable[Diagnostic]) -> list[str]:
    """List the Terraform addresses of those accounts.

    No record of the lost run is needed: an account of the organization that has the expected address is the expected
    account. Another organization's is not found, and the error stands.
    """
    refused = [error for error in errors if _REASON in f"{error.summary} {error.detail}"]
    return [error.address for error in refused if _TYPE in error.address]
