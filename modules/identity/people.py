"""People in Identity Center's own directory, and the groups that they are in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cdktf_cdktf_provider_aws.identitystore_group_membership import IdentitystoreGroupMembership
from cdktf_cdktf_provider_aws.identitystore_user import (
    IdentitystoreUser,
    IdentitystoreUserAddresses,
    IdentitystoreUserEmails,
    IdentitystoreUserName,
)
from constructs import Construct

from modules.identity.spec import UserSpec


class People(Construct):
    """Define people. The work address says where in the organization somebody works: team, stage, cost center.

    Terraform cannot set the attributes that are meant for it (department, cost center), and these become session tags
    just as well.

    Args:
        scope: The stack, or the construct, that owns them.
        id_: The start of the addresses.
        identity_store_id: The directory.
        users: The people, by key.
        cost_centers: Each person's cost center, by key.
        stages: The stage up to which each person may work, by key.

    """

    def __init__(  # noqa: PLR0913 - what the rest of the environment says of each person
        self,
        scope: Construct,
        id_: str,
        *,
        identity_store_id: str,
        users: Mapping[str, UserSpec],
        cost_centers: Mapping[str, str],
        stages: Mapping[str, str],
    ) -> None:
        super().__init__(scope, id_)
        self._user_ids = {
            key: IdentitystoreUser(
                self,
                key,
                identity_store_id=identity_store_id,
                user_name=user.email,
                display_name=user.name,
                name=IdentitystoreUserName(given_name=user.first_name, family_name=user.last_name),
                emails=IdentitystoreUserEmails(value=user.email, type="work", primary=True),
                addresses=IdentitystoreUserAddresses(
                    type="work",
                    locality=user.team,
                    region=stages[key],
                    postal_code=cost_centers[key],
                    primary=True,
                ),
            ).user_id
            for key, user in users.items()
        }

    @property
    def user_ids(self) -> dict[str, str]:
        """Tokens: each person's id, by key."""
        return dict(self._user_ids)


@dataclass(frozen=True, slots=True, kw_only=True)
class MembershipRequest:
    """One membership to define."""

    group: str
    """The group's key."""
    group_id: str
    """Token: its id."""
    user: str
    """The person's key."""
    user_id: str
    """Token: the person's id."""


class Memberships(Construct):
    """Define who is in which group. Each address is made of the group and the person."""

    def __init__(
        self, scope: Construct, id_: str, *, identity_store_id: str, requests: Iterable[MembershipRequest]
    ) -> None:
        super().__init__(scope, id_)
        for request in requests:
            group = self.node.try_find_child(request.group) or Construct(self, request.group)
            IdentitystoreGroupMembership(
                group,  # type: ignore[arg-type] # jsii says IConstruct
                request.user,
                identity_store_id=identity_store_id,
                group_id=request.group_id,
                member_id=request.user_id,
            )
