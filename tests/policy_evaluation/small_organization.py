"""A small organization by hand: units, accounts and policies as synthesis writes them, without synthesis."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from modules.policy_evaluation.reading.inputs import Account, EnvironmentFacts, Guardrail
from modules.policy_evaluation.reading.scenarios import Scenario, scenarios
from modules.policy_evaluation.requests.synthesized_environment import SynthesizedEnvironment, read_environment
from modules.synthesized.documents import Document
from modules.synthesized.environment import Synthesized
from tests.support.written import write_workspace

SCP, RCP = "SERVICE_CONTROL_POLICY", "RESOURCE_CONTROL_POLICY"
MANAGEMENT_ID = "222222222222"

UNITS = ("Sandbox", "Security", "Suspended", "Workloads", "Workloads/NonProduction", "Workloads/Production")
PLACED = {
    "log-archive": "Security",
    "data-lake-claims": "Workloads/Production",
    "fraud-dev": "Workloads/NonProduction",
    "fraud-prod": "Workloads/Production",
    "sandbox-ada": "Sandbox",
}
ACCOUNTS = (
    Account(key="management", functions=("management",), known_id=MANAGEMENT_ID),
    Account(key="log-archive", functions=("log-archive",), unit=("Security",)),
    Account(key="data-lake-claims", functions=("data-lake",), unit=("Workloads", "Production")),
    Account(key="fraud-dev", functions=("team",), stage="dev", stage_kind="dev", unit=("Workloads", "NonProduction")),
    Account(key="fraud-prod", functions=("team",), stage="prod", stage_kind="prod", unit=("Workloads", "Production")),
    Account(key="sandbox-ada", functions=("sandbox",), unit=("Sandbox",)),
)
FACTS = EnvironmentFacts(
    name="demo",
    accounts=ACCOUNTS,
    home_region="eu-west-1",
    parameters={
        "platform_roles": ("arn:aws:iam::*:role/Deployment", "arn:aws:iam::*:role/BreakGlass"),
        "break_glass_roles": ("arn:aws:iam::*:role/BreakGlass",),
        "clean_up_roles": ("arn:aws:iam::*:role/CleanUp",),
        "plan_roles": ("arn:aws:iam::*:role/Plan",),
        "data_scientist_roles": (
            "arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_DataScientist_*",
            "arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_DataScientist-test_*",
        ),
        "regions": ("eu-west-1", "us-east-1"),
        "home_region": "eu-west-1",
        "organization_id": "o-" + "0" * 32,
        "protected_bucket_patterns": ("arn:aws:s3:::*-logs-*",),
        "trusted_accounts": (),
    },
)
EXEMPT = {"ArnNotLike": {"aws:PrincipalArn": list(FACTS.parameters["platform_roles"])}}
"""What the placeholder of the platform's roles becomes."""


def deny(sid: str, action: str | list[str], condition: Mapping[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    """Write a Deny statement on every resource."""
    statement = {"Sid": sid, "Effect": "Deny", "Action": action, "Resource": "*", **more}
    return {**statement, "Condition": condition} if condition else statement


def policy(*statements: Mapping[str, Any]) -> dict[str, Any]:
    """Write a document of statements."""
    return {"Version": "2012-10-17", "Statement": list(statements)}


def guardrail(folder: Path, name: str, document: Mapping[str, Any], told: str = "", *, kind: str = SCP) -> Guardrail:
    """Write a guardrail's folder, with its scenarios as YAML, and return the guardrail."""
    own = folder / name
    own.mkdir(parents=True, exist_ok=True)
    (own / "policy.json").write_text(json.dumps(document, indent=2))
    (own / "scenarios.yaml").write_text(told)
    return Guardrail(name=name, kind=kind, document=document, folder=own, shown=f"policies/guardrails/{name}")


def read(*guardrails: Guardrail) -> dict[str, tuple[Scenario, ...]]:
    """Read the scenarios of guardrails."""
    return scenarios(guardrails)


def environment(output: Path, attached: Mapping[str, Sequence[Guardrail]]) -> SynthesizedEnvironment:
    """Write what synthesis would, and read it.

    Args:
        output: The output folder.
        attached: Guardrails by where they are attached: `Root`, or a unit's path. Each is a policy of its own.

    """
    write(output, {at: [(one.kind, one.document) for one in several] for at, several in attached.items()})
    return read_environment(output, FACTS)


def write(output: Path, attached: Mapping[str, Sequence[tuple[str, Mapping[str, Any]]]]) -> None:
    """Write the workspaces of the organization and of the accounts."""
    write_workspace(output, "demo-organization", organization_document(attached))
    write_workspace(output, "demo-accounts", accounts_document())


def organization_document(attached: Mapping[str, Sequence[tuple[str, Mapping[str, Any]]]]) -> dict[str, Any]:
    """Give the document of the organization's workspace."""
    policies, attachments = {}, {}
    for at, several in attached.items():
        for number, (kind, document) in enumerate(several, start=1):
            name = f"{_name(at)}_{kind}_{number}"
            content = json.dumps(document).replace("${", "$${").replace("o-" + "0" * 32, "${" + _ROOT_ID + "}")
            policies[name] = {"name": f"{at} {number}", "type": kind, "content": content}
            target = "aws_organizations_organization.organization.roots[0].id" if at == "Root" else _unit_id(at)
            policy_id = "${aws_organizations_policy." + name + ".id}"
            attachments[name] = {"policy_id": policy_id, "target_id": "${" + target + "}"}
    return {
        "resource": {
            "aws_organizations_organization": {"organization": {}},
            "aws_organizations_organizational_unit": {_name(path): _unit(path) for path in UNITS},
            "aws_organizations_policy": policies,
            "aws_organizations_policy_attachment": attachments,
        },
        "output": {f"output_{_name(path)}id": {"value": "${" + _unit_id(path) + "}"} for path in UNITS},
    }


def accounts_document() -> dict[str, Any]:
    """Give the document of the accounts' workspace: one account of Account Factory, the others of Organizations."""
    products = {"sandbox-ada": PLACED["sandbox-ada"]}
    plain = {key: path for key, path in PLACED.items() if key not in products}
    ids = {key: "${aws_organizations_account.accounts_" + key + "_1A.id}" for key in plain}
    ids |= {key: "${local.accounts_" + key + "-id_2B}" for key in products}
    return {
        "resource": {
            "aws_organizations_account": {
                f"accounts_{key}_1A": {"parent_id": _read(path)} for key, path in plain.items()
            },
            "aws_servicecatalog_provisioned_product": {
                f"accounts_{key}_3C": {"provisioning_parameters": _parameters(path)} for key, path in products.items()
            },
        },
        "locals": {
            f"accounts_{key}-id_2B": "${one([for output in aws_servicecatalog_provisioned_product.accounts_"
            + key
            + '_3C.outputs : output.value if output.key == "AccountId"])}'
            for key in products
        },
        "output": {"account_ids": {"value": ids}},
        "data": {"terraform_remote_state": {"organization": {"config": {"path": "demo-organization.tfstate"}}}},
    }


def synthesized(organization: Mapping[str, Any], **others: Mapping[str, Any]) -> Synthesized:
    """Give an environment with a workspace of the organization, and others."""
    contents = {"organization": organization, **others}
    return Synthesized("demo", {f"demo-{name}": Document(f"demo-{name}", one) for name, one in contents.items()})


_ROOT_ID = "aws_organizations_organization.organization.id"


def _parameters(path: str) -> list[dict[str, str]]:
    return [
        {"key": "AccountName", "value": "sandbox"},
        {"key": "ManagedOrganizationalUnit", "value": f"{path.rpartition('/')[2]} ({_read(path)})"},
    ]


def _name(path: str) -> str:
    return f"units_{path.replace('/', '_units_')}_0A"


def _unit_id(path: str) -> str:
    return f"aws_organizations_organizational_unit.{_name(path)}.id"


def _unit(path: str) -> dict[str, str]:
    parent, _, name = path.rpartition("/")
    above = _unit_id(parent) if parent else "aws_organizations_organization.organization.roots[0].id"
    return {"name": name, "parent_id": "${" + above + "}"}


def _read(path: str) -> str:
    return "${data.terraform_remote_state.organization.outputs.output_" + _name(path) + "id}"
