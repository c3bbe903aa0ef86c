"""Which account a request to Account Management concerns, and who may ask.

From the AWS Account Management API Reference, pages "EnableRegion" and "PutContactInformation": without an account id
it concerns the caller's own; the management account and a delegated administrator name a member, never themselves.
"""

from __future__ import annotations

from modules.emulator.organization_tree import administers, is_management_account, management_account_of
from modules.emulator.records import Call

SERVICE_PRINCIPAL = "account.amazonaws.com"


def account_meant(call: Call) -> str:
    """Return the id of the account that a request concerns.

    Raises:
        ServiceException: the caller may not name it.

    """
    account_id = str(call.input.get("AccountId", call.account_id))
    if "AccountId" not in call.input:
        return account_id
    same = management_account_of(account_id) == management_account_of(call.account_id)
    is_member = same and not is_management_account(account_id)
    if not is_member or not administers(call.account_id, SERVICE_PRINCIPAL):
        raise call.refusal("AccessDeniedException", f"Account {call.account_id} does not manage {account_id}")
    return account_id
