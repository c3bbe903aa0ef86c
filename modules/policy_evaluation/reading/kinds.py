"""Types of resources, by what they are to the evaluation: followed, or of no concern. With others nothing is proved."""

from __future__ import annotations

CLOUD_CONTROL_POLICY = "AWS::Organizations::Policy"
"""What Cloud Control API calls an organization policy."""

_FAMILY = "aws_organizations_"
FOLLOWED = frozenset(
    {
        "aws_organizations_account", "aws_organizations_organization", "aws_organizations_organizational_unit",
        "aws_organizations_policy", "aws_organizations_policy_attachment", CLOUD_CONTROL_POLICY,
    }
)  # fmt: skip
"""Types of Organizations that decide what is denied, and that are read."""

OF_NO_CONCERN = frozenset({"aws_organizations_delegated_administrator", "aws_organizations_resource_policy"})
"""Types of Organizations that decide who administers it, and deny nobody in an account anything."""


def is_of_no_concern(kind: str) -> bool:
    """Whether the proof holds whatever resources of a type there are."""
    of_provider = kind.startswith("aws_") and not kind.startswith(_FAMILY)
    return of_provider or kind in FOLLOWED or kind in OF_NO_CONCERN
