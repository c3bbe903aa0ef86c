"""An environment of two accounts, and what becomes of it: one is renamed and moved, one goes, and so does a unit."""

from __future__ import annotations

from collections.abc import Mapping

_ORGANIZATION = """organization:
  name: acme-canary
  home_region: eu-west-1
  regions: [eu-west-1, us-east-1]
  management_account: {id: "222222222222", email: aws-canary-management@acme.example, owner: cloud-platform}
  email_pattern: "aws-canary+{account}@acme.example"
  cost_center: "1000"
  units: {Workloads: {units: {UNITS}}}
"""
_REST = """identity: none
vending: {engine: organizations}
baseline:
  contacts:
    billing: {name: Finance, title: FinOps, email: billing@acme.example, phone: "+353 1 555 0101"}
    operations: {name: Platform, title: On-call, email: operations@acme.example, phone: "+353 1 555 0102"}
    security: {name: Security, title: On-call, email: security@acme.example, phone: "+353 1 555 0103"}
"""
_TRIAL, _NO_TRIAL = "Live: {}, Trial: {}", "Live: {}"
_PORTAL = "  portal: {function: workload, unit: Workloads/Trial, owner: claims}\n"
_CLAIMS = (
    "  claims: {function: workload, unit: Workloads/Live, owner: claims, name: portal, "
    "email: aws-canary+portal@acme.example}\n"
)
_CANARY = "  canary: {function: workload, unit: Workloads/Live, owner: cloud-platform}\n"


def _files(units: str, accounts: str, named: str = "") -> dict[str, str]:
    return {
        "organization.yaml": _ORGANIZATION.replace("UNITS", units),
        "accounts.yaml": f"accounts:\n{accounts}",
        "rest.yaml": f"{_REST}{named}",
    }


BEFORE: Mapping[str, str] = _files(_TRIAL, _PORTAL + _CANARY)
AT_ONCE: Mapping[str, str] = _files(_NO_TRIAL, _CLAIMS)
FIRST: Mapping[str, str] = _files(
    _TRIAL, _CLAIMS, "moved: {accounts: {portal: claims}}\nremoved: {accounts: [canary]}\n"
)
ANOTHER_HOME: Mapping[str, str] = {
    **AT_ONCE,
    "organization.yaml": AT_ONCE["organization.yaml"].replace("eu-west-1", "eu-central-1"),
}
SECOND: Mapping[str, str] = _files(_NO_TRIAL, _CLAIMS, "removed: {units: [Workloads/Trial]}\n")

REGION_GONE: Mapping[str, str] = {
    **SECOND,
    "organization.yaml": SECOND["organization.yaml"].replace(", us-east-1", ""),
    "rest.yaml": _REST,
}
REGION_LEAVES: Mapping[str, str] = {**REGION_GONE, "rest.yaml": f"{_REST}removed: {{regions: [us-east-1]}}\n"}
