"""What gives people access is found in whichever workspace it is, written there or in a module."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from modules.access.kinds import FOLLOWED, OF_NO_CONCERN, is_of_no_concern
from modules.access.synthesized_access import Entry, SynthesizedAccess
from modules.commands.access_inputs import access
from modules.specification.errors import LandingZoneError
from tests.support.environments import environment
from tests.support.provider import resource_types
from tests.support.written import with_resources

IDENTITY, ACCOUNTS = "staging-identity", "staging-accounts"
ANYWHERE = [
    pytest.param(workspace, in_module, id=f"{workspace}{'-module' if in_module else ''}")
    for workspace in ("staging-organization", IDENTITY, "staging-account-fraud-dev", "staging-zebra-x")
    for in_module in (False, True)
]
OF_IDENTITY = f"data.terraform_remote_state.{IDENTITY}.outputs"
OWN_SET, OWN_GROUP = "${aws_ssoadmin_permission_set.stray.arn}", "${aws_identitystore_group.stray.group_id}"
PRODUCTION = f'${{data.terraform_remote_state.{ACCOUNTS}.outputs.account_ids["fraud-prod"]}}'


def stray(
    outputs: dict[str, Path], tmp_path: Path, workspace: str, *, in_module: bool, **resources: Any
) -> SynthesizedAccess:
    """Read the access of staging with resources named `stray` in one of its workspaces."""
    output = with_resources(
        outputs["staging"],
        tmp_path / "cdktf.out",
        workspace,
        {kind: {"stray": body} for kind, body in resources.items()},
        in_module=in_module,
        account="222222222222",
        reads=[IDENTITY, ACCOUNTS],
    )
    return access("staging", environment().zone, output)


@pytest.mark.parametrize(("workspace", "in_module"), ANYWHERE)
def test_an_assignment_of_the_library_s_group_and_permission_set_is_found(
    outputs: dict[str, Path], tmp_path: Path, workspace: str, *, in_module: bool
) -> None:
    assignment = {
        "principal_id": f'${{{OF_IDENTITY}.group_ids["AWSAuditors"]}}',
        "permission_set_arn": f'${{{OF_IDENTITY}.permission_set_arns["BreakGlass"]}}',
        "target_id": PRODUCTION,
    }

    found = stray(outputs, tmp_path, workspace, in_module=in_module, aws_ssoadmin_account_assignment=assignment)

    assert Entry("AWSAuditors", "BreakGlass", "fraud-prod") in found.entries


@pytest.mark.parametrize(("workspace", "in_module"), ANYWHERE)
def test_a_permission_set_with_all_that_is_attached_is_found(
    outputs: dict[str, Path], tmp_path: Path, workspace: str, *, in_module: bool
) -> None:
    everything = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}
    customer = {"customer_managed_policy_reference": {"name": "own"}}

    found = stray(
        outputs,
        tmp_path,
        workspace,
        in_module=in_module,
        aws_ssoadmin_permission_set={"name": "Stray"},
        aws_ssoadmin_permission_set_inline_policy={
            "permission_set_arn": OWN_SET,
            "inline_policy": json.dumps(everything),
        },
        aws_ssoadmin_managed_policy_attachment={"permission_set_arn": OWN_SET, "managed_policy_arn": "arn:one"},
        aws_ssoadmin_customer_managed_policy_attachment={"permission_set_arn": OWN_SET, **customer},
        aws_ssoadmin_permissions_boundary_attachment={"permission_set_arn": OWN_SET, "permissions_boundary": customer},
        aws_identitystore_group={"display_name": "strangers"},
        aws_ssoadmin_account_assignment={
            "principal_id": OWN_GROUP,
            "permission_set_arn": OWN_SET,
            "target_id": "222222222222",
        },
    )

    one = found.permission_sets["Stray"]
    assert (one.inline_policy, one.managed_policies) == (everything, ("arn:one",))
    assert (one.customer_managed_policies, one.boundary, one.session) == (("/own",), "/own", "PT1H")
    assert Entry("strangers", "Stray", "management") in found.entries


@pytest.mark.parametrize(("workspace", "in_module"), ANYWHERE)
def test_a_policy_for_the_library_s_permission_set_is_found(
    outputs: dict[str, Path], tmp_path: Path, workspace: str, *, in_module: bool
) -> None:
    attachment = {
        "permission_set_arn": f'${{{OF_IDENTITY}.permission_set_arns["Billing"]}}',
        "managed_policy_arn": "arn:aws:iam::aws:policy/AdministratorAccess",
    }

    found = stray(outputs, tmp_path, workspace, in_module=in_module, aws_ssoadmin_managed_policy_attachment=attachment)

    assert "arn:aws:iam::aws:policy/AdministratorAccess" in found.permission_sets["Billing"].managed_policies


@pytest.mark.parametrize("kind", ["aws_ssoadmin_application_assignment", "aws_iam_user", "aws_iam_saml_provider"])
@pytest.mark.parametrize(("workspace", "in_module"), ANYWHERE)
def test_what_is_not_followed_is_refused(
    outputs: dict[str, Path], tmp_path: Path, workspace: str, kind: str, *, in_module: bool
) -> None:
    with pytest.raises(LandingZoneError) as refused:
        stray(outputs, tmp_path, workspace, in_module=in_module, **{kind: {}})

    assert str(refused.value) == (
        "the access of people has something that the proof does not follow\n"
        f"  got: {kind}.stray in {'stray' if in_module else workspace}\n"
        "  why: what it does is not known, so nothing would be proved\n"
        "  fix: do without it; or teach modules/access what it does, or that it is of no concern"
    )


def test_a_policy_of_a_permission_set_that_is_not_there_is_refused(outputs: dict[str, Path], tmp_path: Path) -> None:
    attachment = {"permission_set_arn": "arn:aws:sso:::permissionSet/ssoins-1/ps-1", "managed_policy_arn": "arn:one"}

    with pytest.raises(LandingZoneError) as refused:
        stray(
            outputs,
            tmp_path,
            "staging-zebra-x",
            in_module=False,
            aws_ssoadmin_managed_policy_attachment=attachment,
        )
    assert refused.value.what == "the permission set of a policy cannot be read from what was synthesized"
    assert str(refused.value.got).startswith("arn:aws:sso:::permissionSet/ssoins-1/ps-1 in staging-zebra-x:")


def test_two_permission_sets_of_one_name_are_refused(outputs: dict[str, Path], tmp_path: Path) -> None:
    with pytest.raises(LandingZoneError) as refused:
        stray(
            outputs,
            tmp_path,
            "staging-zebra-x",
            in_module=False,
            aws_ssoadmin_permission_set={"name": "Billing"},
        )
    assert refused.value.what == "two permission sets have the same name"
    assert str(refused.value.got).startswith("Billing is ")
    assert "staging-zebra-x:aws_ssoadmin_permission_set.stray" in str(refused.value.got)


def test_the_provider_has_every_type_that_is_named() -> None:
    assert resource_types() >= FOLLOWED | OF_NO_CONCERN


def test_every_other_type_of_the_services_by_which_people_get_in_is_refused() -> None:
    families = {kind for kind in resource_types() if kind.split("_")[1] in {"iam", "identitystore", "ssoadmin"}}

    assert {kind for kind in families if is_of_no_concern(kind)} == FOLLOWED | OF_NO_CONCERN
