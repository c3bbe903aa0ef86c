from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from cdktf import TerraformStack

from modules.identity.library import CustomerManagedPolicy, PermissionsBoundary, PermissionSetDescription
from modules.identity.permission_set import PermissionSet
from tests.support.synthesis import only, synthesize_one

OURS = CustomerManagedPolicy(name="notebooks", path="/platform/")


def described(**said: Any) -> PermissionSetDescription:
    return PermissionSetDescription(
        description="Look around.", for_whom="-", summary="-", session_hours=8, sources=("-",), **said
    )


def synthesized(
    tmp_path: Path, description: PermissionSetDescription, inline_policy: str | None = None
) -> dict[str, Any]:
    def build(stack: TerraformStack) -> None:
        PermissionSet(
            stack,
            "Visitor",
            instance_arn="arn:aws:sso:::instance/ssoins-1",
            description=description,
            session_hours=2,
            inline_policy=inline_policy,
        )

    return synthesize_one(tmp_path, build)


def test_a_permission_set_alone_has_nothing_attached(tmp_path: Path) -> None:
    document = synthesized(tmp_path, described())

    assert set(document["resource"]) == {"aws_ssoadmin_permission_set"}
    visitor = only(document, "aws_ssoadmin_permission_set")
    assert (visitor["name"], visitor["session_duration"]) == ("Visitor", "PT2H")
    assert "relay_state" not in visitor


def test_it_opens_where_it_is_said_to(tmp_path: Path) -> None:
    console = "https://eu-west-1.console.aws.amazon.com/sagemaker/home"
    document = synthesized(tmp_path, described(relay_state=console))
    assert only(document, "aws_ssoadmin_permission_set")["relay_state"] == console


def test_policies_of_the_accounts_own_are_named_by_name_and_path(tmp_path: Path) -> None:
    document = synthesized(tmp_path, described(customer_managed_policies=(OURS,)))
    attached = only(document, "aws_ssoadmin_customer_managed_policy_attachment")
    assert attached["customer_managed_policy_reference"] == {"name": "notebooks", "path": "/platform/"}


@pytest.mark.parametrize(
    ("boundary", "written"),
    [
        (
            PermissionsBoundary(managed_policy="job-function/ViewOnlyAccess"),
            {"managed_policy_arn": "arn:aws:iam::aws:policy/job-function/ViewOnlyAccess"},
        ),
        (
            PermissionsBoundary(customer_managed_policy=OURS),
            {"customer_managed_policy_reference": {"name": "notebooks", "path": "/platform/"}},
        ),
    ],
)
def test_a_boundary_is_aws_s_policy_or_one_of_the_accounts(
    tmp_path: Path, boundary: PermissionsBoundary, written: dict[str, Any]
) -> None:
    document = synthesized(tmp_path, described(permissions_boundary=boundary))
    assert only(document, "aws_ssoadmin_permissions_boundary_attachment")["permissions_boundary"] == written


def test_a_change_has_hours_to_reach_every_account(tmp_path: Path) -> None:
    document = synthesized(tmp_path, described(managed_policies=("SecurityAudit",)), inline_policy="{}")
    assert only(document, "aws_ssoadmin_managed_policy_attachment")["timeouts"] == {"create": "2h", "delete": "2h"}
    assert only(document, "aws_ssoadmin_permission_set_inline_policy")["inline_policy"] == "{}"
    assert only(document, "aws_ssoadmin_permission_set")["timeouts"] == {"update": "2h"}


def test_addresses_are_a_contract(tmp_path: Path) -> None:
    """Renamed, a permission set is taken from everybody who works with it."""
    description = described(
        managed_policies=("job-function/Billing",),
        customer_managed_policies=(OURS,),
        permissions_boundary=PermissionsBoundary(managed_policy="ReadOnlyAccess"),
    )
    document = synthesized(tmp_path, description, inline_policy="{}")
    assert sorted(f"{kind}.{name}" for kind, named in document["resource"].items() for name in named) == [
        "aws_ssoadmin_customer_managed_policy_attachment.Visitor_customer-managed_notebooks_48107442",
        "aws_ssoadmin_managed_policy_attachment.Visitor_managed_Billing_9EE4A67F",
        "aws_ssoadmin_permission_set.Visitor",
        "aws_ssoadmin_permission_set_inline_policy.Visitor_inline-policy_BE9821B4",
        "aws_ssoadmin_permissions_boundary_attachment.Visitor_permissions-boundary_3FC1B87C",
    ]
