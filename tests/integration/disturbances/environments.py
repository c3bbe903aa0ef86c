"""What is deployed: staging with fewer accounts, so that many deploys fit into an hour, and every kind of workspace."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from modules.environment import PROJECT

_ACCOUNTS = """accounts:
  log-archive: {function: log-archive, unit: Security, owner: security-operations}
  security-tooling: {function: security-tooling, unit: Security, owner: security-operations}
  network: {function: network, unit: Infrastructure, owner: network-team}
  shared-services: {function: shared-services, unit: Infrastructure, owner: cloud-platform}
  data-governance: {function: data-governance, unit: Workloads/Production, owner: data-governance}
  ml-platform: {function: devops, also: ml-shared-services, unit: Deployments, owner: ml-platform}
  sandbox-canary: {function: sandbox, unit: Sandbox, owner: cloud-platform}
"""
_GOVERNED_ACCOUNTS = """accounts:
  log-archive: {function: log-archive, unit: Security, owner: security-operations}
  security-tooling: {function: security-tooling, unit: Security, owner: security-operations}
  network: {id: "444444444001", function: network, unit: Infrastructure, owner: network-team}
  shared-services: {id: "444444444002", function: shared-services, unit: Infrastructure, owner: cloud-platform}
  data-governance: {id: "444444444003", function: data-governance, unit: Workloads/Production, owner: data-governance}
  ml-platform:
    {id: "444444444004", function: devops, also: ml-shared-services, unit: Deployments, owner: ml-platform}
  sandbox-canary: {function: sandbox, unit: Sandbox, owner: cloud-platform}
"""
_TEAMS = """stages:
  dev: {unit: Workloads/NonProduction}
  prod: {unit: Workloads/Production}
teams:
  fraud:
    lead: {name: Ada Example, email: ada@acme.example}
    cost_center: "4711"
    stages: [dev, prod]
"""
_SECURITY = """security:
  findings: {emails: [security@acme.example]}
"""
_VENDED_BY_CONTROL_TOWER = """deployment:
  backend: {type: local}
vending:
  engine: control-tower
  access_user: {name: Cloud Platform, email: cloud-platform@acme.example}
"""
_CONTROL_TOWER = """control_tower:
  landing_zone: {kms_key: {}}
  controls:
    Workloads:
      CT.KMS.PV.3: {ExemptedPrincipalArns: ["arn:aws:iam::*:role/BreakGlass"]}
    Workloads/Production:
      CT.SAGEMAKER.PR.1: {}
      CT.SAGEMAKER.PR.2: {}
      AWS-GR_ENCRYPTED_VOLUMES: {}
"""


@dataclass(frozen=True, slots=True)
class Disturbed:
    """An environment, and the workspaces that are deployed."""

    files: Mapping[str, str]
    workspaces: tuple[str, ...]
    """What is deployed, and before it all that it depends on."""


def _trusting_control_tower() -> str:
    text = (PROJECT / "environments" / "staging" / "organization.yaml").read_text()
    return text.replace(
        "    - account.amazonaws.com\n", "    - account.amazonaws.com\n    - controltower.amazonaws.com\n"
    )


SMALL = Disturbed({}, ("organization", "accounts"))
GOVERNED = Disturbed(
    {
        "accounts.yaml": _GOVERNED_ACCOUNTS,
        "teams.yaml": _TEAMS + '    account_ids: {dev: "444444444005", prod: "444444444006"}\n',
        "deployment.yaml": _VENDED_BY_CONTROL_TOWER,
        "control-tower.yaml": _CONTROL_TOWER,
        "organization.yaml": _trusting_control_tower(),
    },
    ("organization", "control-tower", "controls", "accounts"),
)
FULL = Disturbed(
    {"accounts.yaml": _ACCOUNTS, "teams.yaml": _TEAMS},
    (
        "organization",
        "accounts",
        "delegation",
        "network-ipam",
        "network-eu-west-1",
        "account-shared-services",
        "account-data-governance",
        "account-ml-platform",
        "account-fraud-prod",
        "network-eu-west-1-attachments",
        "identity",
        "identity-fraud",
    ),
)
TINY = Disturbed(
    {"accounts.yaml": _ACCOUNTS, "teams.yaml": _TEAMS},
    ("organization", "accounts", "delegation", "network-ipam"),
)
SECURED = Disturbed(
    {"accounts.yaml": _ACCOUNTS, "teams.yaml": _TEAMS, "security.yaml": _SECURITY},
    (
        "organization",
        "accounts",
        "log-archive",
        "trail",
        "security-administrator",
        "delegation",
        "security-eu-west-1",
        "security-us-east-1",
        "security-eu-west-1-members",
        "account-log-archive",
        "account-security-tooling",
        "account-management",
        "conformance-eu-west-1",
    ),
)
NAMED = Disturbed(
    {"accounts.yaml": _ACCOUNTS, "teams.yaml": _TEAMS},
    ("organization", "accounts", "delegation", "network-ipam", "identity"),
)
LOGGED = Disturbed(SECURED.files, ("organization", "accounts", "log-archive"))
FAULTY = {
    "named": (NAMED, ("organizations", "ec2", "sts", "sso-admin", "identitystore")),
    "logged": (LOGGED, ("organizations", "s3", "kms", "sns", "sqs", "iam", "sts")),
}
"""Environments of few workspaces, and the services that may fail, which they ask for most: botocore's names."""
ENVIRONMENTS = {"tiny": TINY, "small": SMALL, "governed": GOVERNED, "secured": SECURED, "full": FULL}
