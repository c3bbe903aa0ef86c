"""The protection plans of a detector, and those of an organization: their names, their agents and their order.

Behaviour from the Amazon GuardDuty API Reference, "DetectorFeatureConfiguration", "OrganizationFeatureConfiguration"
and "UpdateDetector": a detector has every feature, each enabled or not. Agents are told in GuardDuty's own order.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from moto.core.exceptions import ServiceException
from moto.core.utils import utcnow

from modules.emulator.records import Call, Record

FOUNDATIONAL = ("CLOUD_TRAIL", "DNS_LOGS", "FLOW_LOGS")
_OF_THE_DETECTOR = {  # the plans, and whether a new detector has them: by "CreateDetector", all but monitored runtimes
    "S3_DATA_EVENTS": True,
    "EKS_AUDIT_LOGS": True,
    "EBS_MALWARE_PROTECTION": True,
    "RDS_LOGIN_EVENTS": True,
    "EKS_RUNTIME_MONITORING": False,
    "LAMBDA_NETWORK_LOGS": True,
    "RUNTIME_MONITORING": False,
}
AGENTS: Mapping[str, Sequence[str]] = {
    "EKS_RUNTIME_MONITORING": ("EKS_ADDON_MANAGEMENT",),
    "RUNTIME_MONITORING": ("EKS_ADDON_MANAGEMENT", "ECS_FARGATE_AGENT_MANAGEMENT", "EC2_AGENT_MANAGEMENT"),
}
_CONFLICTING = {"EKS_RUNTIME_MONITORING", "RUNTIME_MONITORING"}


def of_new_detector() -> list[Record]:
    """List the features of a detector that nobody configured."""
    enabled = [*((name, True) for name in FOUNDATIONAL), *_OF_THE_DETECTOR.items()]
    return [_feature(name, "Status", "ENABLED" if is_on else "DISABLED", "DISABLED") for name, is_on in enabled]


def of_new_organization() -> list[Record]:
    """List the features of an organization that nobody configured."""
    return [_feature(name, "AutoEnable", "NONE", "NONE") for name in _OF_THE_DETECTOR]


def _feature(name: str, member: str, value: str, of_agents: str) -> Record:
    agents = [{"Name": agent, member: of_agents} for agent in AGENTS.get(name, ())]
    return {"Name": name, member: value} | ({"AdditionalConfiguration": agents} if agents else {})


def set_features(call: Call, features: list[Record], asked: list[Record], member: str) -> None:
    """Change features as a request asks, where `member` is `Status` or `AutoEnable`.

    Raises:
        ServiceException: an agent is not one of its feature, or both kinds of runtime monitoring are to be on.

    """
    for wanted in asked:
        feature = next(feature for feature in features if feature["Name"] == wanted["Name"])
        agents = {agent["Name"]: agent for agent in feature.get("AdditionalConfiguration", ())}
        for agent in wanted.get("AdditionalConfiguration") or ():
            if agent["Name"] not in agents:
                raise refused(call, f"{agent['Name']} is not a configuration of {wanted['Name']}")
            agents[agent["Name"]][member] = agent[member]
        feature[member] = wanted[member]
    on = {feature["Name"] for feature in features if feature[member] not in ("DISABLED", "NONE")}
    if on >= _CONFLICTING:
        raise refused(call, "EKS_RUNTIME_MONITORING and RUNTIME_MONITORING exclude each other")


def data_sources(features: list[Record]) -> dict[str, Any]:
    """Show a detector's features as the data sources that came before them."""
    status = {feature["Name"]: {"Status": feature["Status"]} for feature in features}
    return {
        "CloudTrail": status["CLOUD_TRAIL"],
        "DNSLogs": status["DNS_LOGS"],
        "FlowLogs": status["FLOW_LOGS"],
        "S3Logs": status["S3_DATA_EVENTS"],
        "Kubernetes": {"AuditLogs": status["EKS_AUDIT_LOGS"]},
        "MalwareProtection": {"ScanEc2InstanceWithFindings": {"EbsVolumes": status["EBS_MALWARE_PROTECTION"]}},
    }


def organization_data_sources(features: list[Record]) -> dict[str, Any]:
    """Show an organization's features as the data sources that came before them."""
    enabled = {feature["Name"]: {"AutoEnable": feature["AutoEnable"] != "NONE"} for feature in features}
    return {
        "S3Logs": enabled["S3_DATA_EVENTS"],
        "Kubernetes": {"AuditLogs": enabled["EKS_AUDIT_LOGS"]},
        "MalwareProtection": {"ScanEc2InstanceWithFindings": {"EbsVolumes": enabled["EBS_MALWARE_PROTECTION"]}},
    }


def apply_to_member(features: list[Record], organization: list[Record], *, is_new: bool) -> None:
    """Turn on in a member what its organization turns on: `ALL`, and `NEW` in one that was just enrolled."""
    values = ("ALL", "NEW") if is_new else ("ALL",)
    for wanted in organization:
        feature = next(feature for feature in features if feature["Name"] == wanted["Name"])
        if wanted["AutoEnable"] in values:
            feature["Status"] = "ENABLED"
        agents = {agent["Name"]: agent["AutoEnable"] for agent in wanted.get("AdditionalConfiguration", ())}
        for agent in feature.get("AdditionalConfiguration", ()):
            if agents[agent["Name"]] in values:
                agent["Status"] = "ENABLED"


def from_data_sources(call: Call, asked: Mapping[str, Any], member: str) -> list[Record]:
    """Read data sources as the features that they became, where `member` is `Enable` or `AutoEnable`.

    Raises:
        ServiceException: the request has features as well.

    """
    sources = asked.get("DataSources") or {}
    if sources and asked.get("Features"):
        raise refused(call, "dataSources and features cannot be given together")
    of_kubernetes = (sources.get("Kubernetes") or {}).get("AuditLogs")
    volumes = (sources.get("MalwareProtection") or {}).get("ScanEc2InstanceWithFindings", {}).get("EbsVolumes")
    given = {
        "S3_DATA_EVENTS": (sources.get("S3Logs") or {}).get(member),
        "EKS_AUDIT_LOGS": (of_kubernetes or {}).get(member),
        "EBS_MALWARE_PROTECTION": volumes.get(member) if isinstance(volumes, dict) else volumes,
    }
    on, off = ("NEW", "NONE") if member == "AutoEnable" else ("ENABLED", "DISABLED")
    name = "AutoEnable" if member == "AutoEnable" else "Status"
    return [{"Name": key, name: on if value else off} for key, value in given.items() if value is not None]


def refused(call: Call, why: str) -> ServiceException:
    """Build GuardDuty's error for a request that it rejects."""
    return call.refusal("BadRequestException", f"The request is rejected because {why}.")


def now() -> str:
    """Give the time as GuardDuty writes it."""
    return str(utcnow().strftime("%Y-%m-%dT%H:%M:%S.000Z"))
