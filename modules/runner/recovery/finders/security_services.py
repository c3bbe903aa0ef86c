"""Services that security tooling administers: what has an id that AWS gives, and what an account has one of."""

from __future__ import annotations

from collections.abc import Iterator

from modules.runner.recovery.finders.finder import Clients, Values, items, named, pages


def _account(clients: Clients, _values: Values) -> list[str]:
    """Name the account itself: a service is on in it or not, and Terraform finds out."""
    return [clients("sts").get_caller_identity()["Account"]]


def _export(clients: Clients, _values: Values) -> list[str]:
    """Name the Region: an account has one place in it for results of Macie, and Terraform finds out whether it has."""
    return [clients("macie2").meta.region_name]


def _detectors(clients: Clients, _values: Values) -> Iterator[str]:
    """Find GuardDuty's detector: an account has one in each Region."""
    for page in pages(clients("guardduty"), "list_detectors"):
        yield from page["DetectorIds"]


def _publishing_destinations(clients: Clients, values: Values) -> list[str]:
    """Find where a detector's findings go: it has one destination."""
    if "detector_id" not in values:
        return []
    detector = values["detector_id"]
    found = items(clients("guardduty"), "list_publishing_destinations", "Destinations", DetectorId=detector)
    return [f"{detector}:{destination['DestinationId']}" for destination in found]


def _graphs(clients: Clients, _values: Values) -> list[str]:
    """Find Detective's behavior graph: an account administers one in each Region."""
    return [graph["Arn"] for graph in items(clients("detective"), "list_graphs", "GraphList")]


def _aggregators(clients: Clients, _values: Values) -> list[str]:
    """Find what brings findings of all Regions together: an account has one."""
    found = items(clients("securityhub"), "list_finding_aggregators", "FindingAggregators")
    return [aggregator["FindingAggregatorArn"] for aggregator in found]


def _jobs(clients: Clients, values: Values) -> list[str]:
    """Find Macie's job by its name, which many may have; one that was cancelled cannot be taken up again."""
    found = items(clients("macie2"), "list_classification_jobs", "items")
    return [job["jobId"] for job in found if job["name"] == values["name"] and job["jobStatus"] != "CANCELLED"]


FINDERS = {
    "aws_detective_graph": _graphs,
    "aws_guardduty_detector": _detectors,
    "aws_guardduty_publishing_destination": _publishing_destinations,
    "aws_macie2_account": _account,
    "aws_macie2_classification_export_configuration": _export,
    "aws_macie2_classification_job": _jobs,
    "aws_macie2_custom_data_identifier": named("macie2", "list_custom_data_identifiers", "items", "id", name="name"),
    "aws_securityhub_account": _account,
    "aws_securityhub_automation_rule": named(
        "securityhub",
        "list_automation_rules",
        "AutomationRulesMetadata",
        "RuleArn",
        name="RuleName",
        planned="rule_name",
    ),
    "aws_securityhub_configuration_policy": named(
        "securityhub", "list_configuration_policies", "ConfigurationPolicySummaries", "Id"
    ),
    "aws_securityhub_finding_aggregator": _aggregators,
}
