"""The tokens by which Network Firewall notices that something was changed by someone else in between.

Behaviour from the pages "UpdateFirewallPolicy" and "UpdateRuleGroup", parameter `UpdateToken`.
"""

from __future__ import annotations

from modules.emulator.records import Call, Record, Resource
from modules.emulator.records.resource import Random

ENCRYPTION = {"KeyId": "AWS_OWNED_KMS_KEY", "Type": "AWS_OWNED_KMS_KEY"}


def renew(record: Record) -> None:
    """Give a record a new token."""
    record["UpdateToken"] = f"{Random():8}-{Random():4}-{Random():4}-{Random():4}-{Random():12}"


def check(call: Call, resource: Resource) -> Record:
    """Refuse a change that is based on an older state, and find the record that it is for."""
    current = call.find(resource)
    given = call.input.get("UpdateToken")
    if given is not None and given != current["UpdateToken"]:
        raise call.refusal("InvalidTokenException", f"The token of the {resource.name} is not the current one")
    return current
