"""Values that are known only after an apply, and what is known of them before."""

from __future__ import annotations

from typing import Self

_THE_RESOURCE_ITSELF = frozenset({"", "id", "arn"})


class Unknown(str):
    """A text that holds something that is known only after an apply.

    An expression that is more than a reference stays as it is, but every resource in it says where it is.
    """

    __slots__ = ()


class Identity(Unknown):
    """What stands for a resource: where it is, its address, and the attribute, unless that is its id or ARN.

    `staging-account-fraud-test/spoke-eu-west-1:aws_vpc.spoke`,
    `staging-network-eu-west-1:aws_vpn_connection.office#transit_gateway_attachment_id`.
    """

    __slots__ = ("attribute",)

    attribute: str
    """The attribute that was referred to; empty for the resource as a whole."""

    @classmethod
    def of(cls, resource: str, attribute: str) -> Self:
        """Make the identity of a resource, or of an attribute of it."""
        identity = cls(resource if attribute in _THE_RESOURCE_ITSELF else f"{resource}#{attribute}")
        identity.attribute = attribute
        return identity

    @property
    def resource(self) -> str:
        """The identity of the resource itself."""
        return self.partition("#")[0]

    @property
    def address(self) -> str:
        """The address of the resource in its document."""
        return self.resource.rpartition(":")[2]


def short(identity: str) -> str:
    """Return the address without where it is."""
    return identity.rpartition(":")[2].removeprefix("aws_")
