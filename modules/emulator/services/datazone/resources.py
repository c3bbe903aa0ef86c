"""What Amazon DataZone keeps: domains, and in each of them projects, glossaries, terms and configured blueprints.

From the Amazon DataZone API Reference, pages "DomainSummary", "ProjectSummary", "GlossaryItem", "GlossaryTermItem" and
"EnvironmentBlueprintConfigurationItem". No page says that a name is taken once, so a second one is taken here.
"""

from __future__ import annotations

from modules.emulator.records import Call, Record, Resource, States

_CREATOR = "arn:aws:sts::123456789012:assumed-role/emulator/terraform"
_OF_A_DOMAIN = {"id": "{random:14}", "domainId": "{domainId}"}

DOMAIN = Resource(
    "Domain",
    identified_by=("identifier", "domainIdentifier", "resourceArn"),
    generated={
        "id": "dzd_{random:14}",
        "arn": "arn:{partition}:datazone:{region}:{account_id}:domain/{id}",
        "portalUrl": "https://{id}.datazone.{region}.on.aws",
        "rootDomainUnitId": "{random:14}",
    },
    defaults={"domainVersion": "V1", "singleSignOn": {"type": "DISABLED"}},
    states=States("status", creating="CREATING", active="AVAILABLE", deleting="DELETING"),
    created="createdAt",
    updated="lastUpdatedAt",
    owner="managedAccountId",
)

PROJECT = Resource(
    "Project",
    names={"domainIdentifier": "domainId"},
    identified_by=("identifier",),
    generated=_OF_A_DOMAIN,
    defaults={"createdBy": _CREATOR},
    states=States("projectStatus", active="ACTIVE"),
    created="createdAt",
    updated="lastUpdatedAt",
)

GLOSSARY = Resource(
    "Glossary",
    names={"domainIdentifier": "domainId", "owningProjectIdentifier": "owningProjectId"},
    identified_by=("identifier",),
    generated=_OF_A_DOMAIN,
    defaults={"createdBy": _CREATOR, "status": "ENABLED"},
    created="createdAt",
    updated="updatedAt",
)

TERM = Resource(
    "GlossaryTerm",
    names={"domainIdentifier": "domainId", "glossaryIdentifier": "glossaryId"},
    identified_by=("identifier",),
    generated=_OF_A_DOMAIN,
    defaults={"createdBy": _CREATOR, "status": "ENABLED"},
    created="createdAt",
    updated="updatedAt",
)

CONFIGURATION = Resource(
    "EnvironmentBlueprintConfiguration",
    key=("domainId", "environmentBlueprintId"),
    names={"domainIdentifier": "domainId", "environmentBlueprintIdentifier": "environmentBlueprintId"},
    created="createdAt",
    updated="updatedAt",
)


def domain_of(call: Call) -> Record:
    """Find the domain of a call, in the account and Region.

    Raises:
        ServiceException: there is none.

    """
    for domain in call.records(DOMAIN):
        if domain["id"] == call.input["domainIdentifier"]:
            return domain
    raise call.refusal("ResourceNotFoundException", f"Domain {call.input['domainIdentifier']} does not exist")


def of_domain(call: Call, resource: Resource, domain_id: str) -> list[Record]:
    """List what a domain has of a resource."""
    return [record for record in call.records(resource) if record["domainId"] == domain_id]
