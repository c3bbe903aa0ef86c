"""The invitations that accounts outside the organization get.

Behaviour from the pages "GetResourceShareInvitations", "AcceptResourceShareInvitation" and
"RejectResourceShareInvitation".
"""

from __future__ import annotations

from typing import Any

from moto.core.responses import ActionResult, BaseResponse

from modules.emulator.records.call import Refusal
from modules.emulator.services.ram import principals
from modules.emulator.services.ram.operations import ram_input
from modules.emulator.services.ram.shares import ACCEPTED, PENDING, REJECTED, Share, shares_in


class InvitationOperations(BaseResponse):
    """The operations, as methods of moto's response class."""

    def get_resource_share_invitations(self) -> ActionResult:
        """List the invitations that the account got; there is never a second page."""
        asked = ram_input(self)
        found = [invitation for _, invitation in _received(self)]
        for member, key in (
            ("resourceShareArns", "resourceShareArn"),
            ("resourceShareInvitationArns", "resourceShareInvitationArn"),
        ):
            wanted = asked.get(member)
            found = [invitation for invitation in found if not wanted or invitation[key] in wanted]
        return ActionResult({"resourceShareInvitations": found})

    def accept_resource_share_invitation(self) -> ActionResult:
        """Take part in a share."""
        share, invitation = _pending(self)
        invitation["status"] = ACCEPTED
        for principal, association in share.principals.items():
            if principals.account_principal(principal) == self.current_account:
                association["status"] = "ASSOCIATED"
        return ActionResult({"resourceShareInvitation": invitation})

    def reject_resource_share_invitation(self) -> ActionResult:
        """Do not take part in a share."""
        _, invitation = _pending(self)
        invitation["status"] = REJECTED
        return ActionResult({"resourceShareInvitation": invitation})


def _received(response: BaseResponse) -> list[tuple[Share, dict[str, Any]]]:
    account = response.current_account
    return [(s, s.invitations[account]) for s in shares_in(response.region) if account in s.invitations]


def _pending(response: BaseResponse) -> tuple[Share, dict[str, Any]]:
    arn = ram_input(response)["resourceShareInvitationArn"]
    for share, invitation in _received(response):
        if invitation["resourceShareInvitationArn"] == arn:
            if invitation["status"] != PENDING:
                code = f"ResourceShareInvitationAlready{invitation['status'].capitalize()}Exception"
                raise Refusal(code, f"The invitation is {invitation['status'].lower()} already.")
            return share, invitation
    message = f"ResourceShareInvitation {arn} could not be found."
    raise Refusal("ResourceShareInvitationArnNotFoundException", message)
