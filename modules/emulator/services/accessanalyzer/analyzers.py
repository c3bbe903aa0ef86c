"""IAM Access Analyzer, which plain moto lacks altogether: analyzers, their rules and tags, no findings.

Behaviour from the IAM Access Analyzer API Reference, pages "CreateAnalyzer", "GetAnalyzer", "ListAnalyzers",
"UpdateAnalyzer", "DeleteAnalyzer", "TagResource", "UntagResource" and "ListTagsForResource", and from "Settings for
IAM Access Analyzer" (IAM User Guide), which says who may create an analyzer of the organization.
"""

from __future__ import annotations

from modules.emulator.organization_tree import administers, trusts
from modules.emulator.records import (
    Call,
    Record,
    Resource,
    States,
    create,
    delete,
    describe,
    list_,
    list_tags,
    tag,
    untag,
    update,
)
from modules.emulator.records.operations import Operation
from modules.emulator.services.accessanalyzer.archive_rules import kept_rules

SERVICE_PRINCIPAL = "access-analyzer.amazonaws.com"
ANALYZERS_PER_ACCOUNT = 1  # of each type in a Region, by the page "CreateAnalyzer"
ANALYZERS_PER_ORGANIZATION = 5


def _check_creation(call: Call, analyzer: Record) -> None:
    of_organization = analyzer["type"].startswith("ORGANIZATION")
    if of_organization:
        _check_organization(call)
    quota = ANALYZERS_PER_ORGANIZATION if of_organization else ANALYZERS_PER_ACCOUNT
    if sum(other["type"] == analyzer["type"] for other in call.records(ANALYZER)) >= quota:
        message = f"The quota of {analyzer['type']} analyzers is {quota}"
        raise call.refusal("ServiceQuotaExceededException", message, resource_id=analyzer["name"], resource=ANALYZER)
    analyzer["archiveRules"] = kept_rules(call, analyzer.get("archiveRules") or [])


def _check_organization(call: Call) -> None:
    """Refuse an analyzer of the organization to whoever may not watch it, with the errors that AWS gives."""
    if not trusts(call.account_id, SERVICE_PRINCIPAL):
        raise call.refusal("ValidationException", "Service not enabled for AWS Organizations", reason="other")
    if not administers(call.account_id, SERVICE_PRINCIPAL):
        raise call.refusal("AccessDeniedException", f"Account {call.account_id} is not a delegated administrator")


ANALYZER = Resource(
    "Analyzer",
    key=("name",),
    names={"analyzerName": "name"},
    generated={"arn": "arn:{partition}:access-analyzer:{region}:{account_id}:analyzer/{name}"},
    states=States("status", active="ACTIVE"),
    created="createdAt",
)

OPERATIONS: dict[str, Operation] = {
    "CreateAnalyzer": create(ANALYZER, check=_check_creation),
    "GetAnalyzer": describe(ANALYZER),
    "ListAnalyzers": list_(ANALYZER, by=("type",)),
    "UpdateAnalyzer": update(ANALYZER),
    "DeleteAnalyzer": delete(ANALYZER),
    "TagResource": tag(ANALYZER),
    "UntagResource": untag(ANALYZER),
    "ListTagsForResource": list_tags(ANALYZER),
}
