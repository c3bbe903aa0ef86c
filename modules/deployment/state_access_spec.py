"""What a user may say about who gets to states. No cdktf here."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field

from modules.aws_limits import IAM_ROLE_NAME_LENGTH, POLICIES_OF_A_ROLE
from modules.specification.model import Spec
from modules.specification.texts import matching

AdministratorRole = Annotated[
    str,
    AfterValidator(
        matching(
            rf"[\w+=,.@-]{{3,{IAM_ROLE_NAME_LENGTH.value - 1}}}[\w+=,.@*-]",
            what="a role that gets to every state must be named",
            why=f"an IAM role's name has at most {IAM_ROLE_NAME_LENGTH}, letters, digits and _ + = , . @ -; only its "
            "end may be left open, because IAM Identity Center ends the names of its roles as it likes",
            fix="write it like AWSReservedSSO_AWSControlTowerAdmins_*",
        )
    ),
    Field(examples=["AWSReservedSSO_AWSControlTowerAdmins_*"]),
]
"""The name of a role of the management account, whatever its path; `*` may stand for the end of it."""


class StateAccessSpec(Spec):
    """Who gets to which state. Terraform works with states as roles that `bootstrap` makes.

    Each workspace reads and writes its own state, and reads those that it refers to; nobody else gets to any, but for
    administrators.
    """

    administrators: tuple[AdministratorRole, ...] = Field(min_length=1)
    """Roles of the management account that get to every state, by name, `*` at its end where that is not known: those
    of people who bootstrap, deploy from a laptop, or move states. Whoever runs `bootstrap` must be one of them."""

    policies_of_a_role: int = Field(default=POLICIES_OF_A_ROLE.value, ge=POLICIES_OF_A_ROLE.value, le=20)
    """How many managed policies a role of the management account can have: 10, and up to 20 once AWS raised the quota.
    What is read of states is in such policies, nine for 200 accounts."""
