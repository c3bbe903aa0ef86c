"""Where a trail is kept, and who finds it there: by its ARN, or by its name in the account that has it.

Behaviour from the CloudTrail API Reference: a trail of all Regions is seen in each and changed in its home Region
("InvalidHomeRegionException"). One of the organization belongs to the management account, whoever created it, so a
delegated administrator names it by ARN; a member sees it and changes nothing ("Creating a trail for an organization").
"""

from __future__ import annotations

from collections.abc import Iterator

from modules.emulator.named_by_arn import parse_arn
from modules.emulator.organization_tree import management_account_of
from modules.emulator.records import Call, Record, Resource
from modules.emulator.services.cloudtrail.delegation import check_organization

TRAIL = Resource(
    "Trail",
    key=("Name",),
    names={"EnableLogFileValidation": "LogFileValidationEnabled"},
    generated={
        "TrailARN": "arn:{partition}:cloudtrail:{region}:{account_id}:trail/{Name}",
        "HomeRegion": "{region}",
    },
    defaults={
        "IncludeGlobalServiceEvents": True,
        "IsMultiRegionTrail": False,
        "LogFileValidationEnabled": False,
        "IsOrganizationTrail": False,
        "HasCustomEventSelectors": False,
        "HasInsightSelectors": False,
        "EventSelectors": None,
        "AdvancedEventSelectors": None,
        "InsightSelectors": None,
        "IsLogging": False,
    },
    tags="TagsList",
)


def seen(call: Call) -> Iterator[Record]:
    """Go through the trails that an account sees in a Region."""
    for owner in dict.fromkeys([call.account_id, management_account_of(call.account_id)]):
        for region in list(call.service.backends[owner]):
            for trail in call.at(owner, region).records(TRAIL):
                everybodys = owner == call.account_id or trail["IsOrganizationTrail"]
                if everybodys and (trail["IsMultiRegionTrail"] or region == call.region):
                    yield trail


def find(call: Call, name: str) -> Record:
    """Find a trail by its name or ARN."""
    for trail in seen(call):
        own = parse_arn(trail["TrailARN"]).account_id == call.account_id
        if trail["TrailARN"] == name or (own and trail["Name"] == name):
            return trail
    raise call.refusal("TrailNotFoundException", f"Unknown trail: {name} for the user: {call.account_id}")


def find_to_change(call: Call, name: str) -> Record:
    """Find a trail that the caller may change from where the call is made."""
    trail = find(call, name)
    if trail["HomeRegion"] != call.region:
        message = f"The home Region of {name} is {trail['HomeRegion']}"
        raise call.refusal("InvalidHomeRegionException", message)
    if trail["IsOrganizationTrail"]:
        check_organization(call)
    return trail


def kept_with(call: Call, trail: Record) -> list[Record]:
    """Give the records among which a trail is kept."""
    place = parse_arn(trail["TrailARN"])
    return call.at(place.account_id, place.region).records(TRAIL)
