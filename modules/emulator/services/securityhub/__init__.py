"""AWS Security Hub CSPM, in place of moto's, but for findings, which stay moto's.

Behaviour from the AWS Security Hub API Reference, the pages named after each operation, as
"EnableSecurityHub".
"""

from __future__ import annotations

from moto.securityhub.responses import SecurityHubResponse

from modules.emulator.records import Errors, Service, list_tags, tag, untag
from modules.emulator.services.securityhub import (
    aggregators,
    automation_rules,
    hub,
    members,
    organization,
    policies,
    standards,
)
from modules.emulator.services.securityhub.automation_rules import RULE
from modules.emulator.services.securityhub.central import POLICY
from modules.emulator.services.securityhub.hub import HUB, needing_hub
from modules.emulator.services.securityhub.organization import ORGANIZATION

_OF_A_HUB = {
    **standards.OPERATIONS,
    **members.OPERATIONS,
    **aggregators.OPERATIONS,
    **policies.OPERATIONS,
    **automation_rules.OPERATIONS,
    "TagResource": tag(HUB, RULE, POLICY),
    "UntagResource": untag(HUB, RULE, POLICY),
    "ListTagsForResource": list_tags(HUB, RULE, POLICY),
}
SERVICE = Service(
    "securityhub",
    errors=Errors("InvalidInputException", "ResourceNotFoundException", "ResourceConflictException"),
    operations=ORGANIZATION.watching(
        {
            **hub.OPERATIONS,
            **organization.OPERATIONS,
            **{name: needing_hub(perform) for name, perform in _OF_A_HUB.items()},
        }
    ),
)
_REPLACED = frozenset(
    {
        "create_members",
        "describe_hub",
        "describe_organization_configuration",
        "disable_security_hub",
        "enable_organization_admin_account",
        "enable_security_hub",
        "get_administrator_account",
        "get_master_account",
        "get_members",
        "list_members",
        "update_organization_configuration",
    }
)


def register() -> None:
    """Replace moto's operations, and add those that it lacks."""
    SERVICE.extend(SecurityHubResponse, replacing=_REPLACED)
