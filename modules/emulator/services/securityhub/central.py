"""Central configuration, as accounts meet it: which policy holds for one, in the home Region and in those linked.

Behaviour from the AWS Security Hub User Guide, "Understanding central configuration in Security Hub CSPM" and "How
configuration policies inherit and apply": the closest policy counts, of the account, of a unit above it or of the root.
"""

from __future__ import annotations

from modules.emulator.aws_regions import regions_of
from modules.emulator.organization_service import administrator_of
from modules.emulator.organization_tree import path_to_root
from modules.emulator.records import Call, Record, Resource

CONFIGURATION = Resource("OrganizationConfiguration")  # of the administrator, by Region
AGGREGATOR = Resource("FindingAggregator")
POLICY = Resource(
    "ConfigurationPolicy",
    key=("Name",),
    identified_by=("Identifier", "ConfigurationPolicyIdentifier"),
    generated={
        "Id": "{random:8}-{random:4}-{random:4}-{random:4}-{random:12}",
        "Arn": "arn:{partition}:securityhub:{region}:{account_id}:configuration-policy/{Id}",
    },
    created="CreatedAt",
    updated="UpdatedAt",
    tags="Tags",
)
ASSOCIATION = Resource("ConfigurationPolicyAssociation")
SELF_MANAGED = "SELF_MANAGED_SECURITY_HUB"


def configuration(call: Call) -> Record:
    """Give the organization's configuration, as the calling administrator has it in the Region."""
    found = call.records(CONFIGURATION)
    if not found:
        found.append({"AutoEnable": False, "AutoEnableStandards": "DEFAULT", "ConfigurationType": "LOCAL"})
    return found[0]


def is_central(call: Call) -> bool:
    """Tell whether the calling administrator configures the organization centrally, from this Region."""
    return bool(configuration(call)["ConfigurationType"] == "CENTRAL")


def linked_regions(call: Call) -> set[str]:
    """List the Regions that the caller's aggregator links to the one it is in."""
    regions = regions_of("securityhub", call.partition)
    linked: set[str] = set()
    for aggregator in call.records(AGGREGATOR):
        specified = set(aggregator.get("Regions") or ())
        linked |= {
            "ALL_REGIONS": regions,
            "ALL_REGIONS_EXCEPT_SPECIFIED": regions - specified,
            "SPECIFIED_REGIONS": specified,
        }.get(aggregator["RegionLinkingMode"], set())
    return linked - {call.region}


def home_of(call: Call) -> Call | None:
    """Give the same call by the administrator in the home Region, if it configures the caller's Region centrally."""
    administrator = administrator_of(call)
    for account_id, region, _ in list(call.service.backends.iter_backends()):
        if account_id == administrator:
            home = call.at(account_id, region)
            if is_central(home) and call.region in {region, *linked_regions(home)}:
                return home
    return None


def association_of(home: Call, target_id: str) -> tuple[Record, bool] | None:
    """Find what holds for an account, unit or root, and whether it is inherited."""
    applied = {association["TargetId"]: association for association in home.records(ASSOCIATION)}
    for node in path_to_root(home.account_id, target_id):
        if node in applied:
            return applied[node], node != target_id
    return None


def policy_for(home: Call, account_id: str) -> Record | None:
    """Find the policy that configures an account, or None where it manages itself."""
    found = association_of(home, account_id)
    policies = {policy["Id"]: policy for policy in home.records(POLICY)}
    return policies.get(found[0]["ConfigurationPolicyId"]) if found else None


def is_enabling(policy: Record) -> bool:
    """Tell whether a policy turns Security Hub on."""
    return bool(policy["ConfigurationPolicy"].get("SecurityHub", {}).get("ServiceEnabled"))


def refuse_centrally_managed(call: Call) -> None:
    """Refuse to an account what its central configuration decides."""
    home = home_of(call)
    if home and policy_for(home, call.account_id):
        message = (
            "This account is currently associated with a central configuration policy, so only the administrator "
            "can access this operation"
        )
        raise call.refusal("AccessDeniedException", message)
