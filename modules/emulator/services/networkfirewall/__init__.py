"""AWS Network Firewall, in place of moto's: rule groups, policies, firewalls with an endpoint in each subnet, logging.

Behaviour from the AWS Network Firewall API Reference, the pages named after each operation.
"""

from __future__ import annotations

from moto.networkfirewall.responses import NetworkFirewallResponse

from modules.emulator.records import Errors, Service, list_tags, tag, untag
from modules.emulator.services.networkfirewall import firewalls, logging, policies, rule_groups
from modules.emulator.services.networkfirewall.firewalls import FIREWALL
from modules.emulator.services.networkfirewall.policies import POLICY
from modules.emulator.services.networkfirewall.rule_groups import RULE_GROUP

SERVICE = Service(
    "network-firewall",
    errors=Errors("InvalidRequestException", "ResourceNotFoundException", "InvalidRequestException"),
    operations={
        **rule_groups.OPERATIONS,
        **policies.OPERATIONS,
        **firewalls.OPERATIONS,
        **logging.OPERATIONS,
        "TagResource": tag(RULE_GROUP, POLICY, FIREWALL),
        "UntagResource": untag(RULE_GROUP, POLICY, FIREWALL),
        "ListTagsForResource": list_tags(RULE_GROUP, POLICY, FIREWALL),
    },
)
_REPLACED = frozenset(
    {
        "create_firewall",
        "describe_firewall",
        "list_firewalls",
        "describe_logging_configuration",
        "update_logging_configuration",
    }
)


def register() -> None:
    """Replace moto's operations, and add those that it lacks."""
    SERVICE.extend(NetworkFirewallResponse, replacing=_REPLACED)
