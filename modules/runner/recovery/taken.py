"""Accounts that AWS refused to create because their e-mail address has one already, perhaps of a run that was lost."""

from __future__ import annotations

from modules.runner.terraform.tally import Tally

_TYPE = "aws_organizations_account"
_REASON = "EMAIL_ALREADY_EXISTS"


def taken_addresses(tally: Tally) -> list[str]:
    """List the Terraform addresses of all accounts that were to be created, where AWS refused any of them for that.

    No record of the lost run is needed: an account of the organization that has the expected address is the expected
    account. Another organization's is not found, and the error stands. All are listed, because Terraform may have
    stopped before it came to the others.
    """
    if not any(_REASON in f"{error.summary} {error.detail}" for error in tally.errors):
        return []
    return [planned.address for planned in tally.plan if planned.type == _TYPE and planned.action == "create"]
