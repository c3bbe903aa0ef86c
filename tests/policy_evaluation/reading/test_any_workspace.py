"""What decides about requests is found in whichever workspace it is, written there or in a module."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from modules.commands.guardrail_inputs import facts
from modules.policy_evaluation.reading.kinds import CLOUD_CONTROL_POLICY, FOLLOWED, OF_NO_CONCERN, is_of_no_concern
from modules.policy_evaluation.requests.synthesized_environment import SynthesizedEnvironment, read_environment
from modules.specification.errors import LandingZoneError
from modules.synthesized.unfollowed import CLOUD_CONTROL
from tests.policy_evaluation.small_organization import SCP, deny, policy
from tests.support.environments import environment
from tests.support.provider import resource_types
from tests.support.written import with_resources

ORGANIZATION, ACCOUNTS = "staging-organization", "staging-accounts"
ANYWHERE = [
    pytest.param(workspace, in_module, id=f"{workspace}{'-module' if in_module else ''}")
    for workspace in (ORGANIZATION, "staging-identity", "staging-account-fraud-dev", "staging-zebra-x")
    for in_module in (False, True)
]
STRAY = {"name": "stray", "type": SCP, "content": json.dumps(policy(deny("Stray", "s3:*")))}
ROOT = "${data.aws_organizations_organization.own.roots[0].id}"


def stray(
    outputs: dict[str, Path], tmp_path: Path, workspace: str, *, in_module: bool, **resources: Any
) -> SynthesizedEnvironment:
    """Read staging with resources named `stray` in one of its workspaces."""
    output = with_resources(
        outputs["staging"],
        tmp_path / "cdktf.out",
        workspace,
        {kind: {"stray": body} for kind, body in resources.items()},
        in_module=in_module,
        account="222222222222",
        reads=[ORGANIZATION, ACCOUNTS],
    )
    return read_environment(output, facts("staging", environment().zone))


@pytest.mark.parametrize(("workspace", "in_module"), ANYWHERE)
def test_a_policy_that_is_attached_there_is_found(
    outputs: dict[str, Path], tmp_path: Path, workspace: str, *, in_module: bool
) -> None:
    attachment = {"policy_id": "${aws_organizations_policy.stray.id}", "target_id": ROOT}

    found = stray(
        outputs,
        tmp_path,
        workspace,
        in_module=in_module,
        aws_organizations_policy=STRAY,
        aws_organizations_policy_attachment=attachment,
    )

    assert ((), "stray") in [(at, one.name) for at, one in found.tree.of_kinds(SCP)]


@pytest.mark.parametrize(("workspace", "in_module"), ANYWHERE)
def test_a_unit_of_another_workspace_is_followed(
    outputs: dict[str, Path], tmp_path: Path, workspace: str, *, in_module: bool
) -> None:
    (sandbox,) = (
        name
        for name in json.loads((outputs["staging"] / "stacks" / ORGANIZATION / "cdk.tf.json").read_text())["output"]
        if "units_Sandbox" in name and name.endswith("id")
    )
    target = f"${{data.terraform_remote_state.{ORGANIZATION}.outputs.{sandbox}}}"

    found = stray(
        outputs,
        tmp_path,
        workspace,
        in_module=in_module,
        aws_organizations_policy=STRAY,
        aws_organizations_policy_attachment={"policy_id": "${aws_organizations_policy.stray.id}", "target_id": target},
    )

    assert (("Sandbox",), "stray") in [(at, one.name) for at, one in found.tree.of_kinds(SCP)]


@pytest.mark.parametrize(("workspace", "in_module"), ANYWHERE)
def test_an_attachment_of_what_is_not_there_is_refused(
    outputs: dict[str, Path], tmp_path: Path, workspace: str, *, in_module: bool
) -> None:
    attachment = {"policy_id": "p-12345678", "target_id": ROOT}

    with pytest.raises(LandingZoneError) as refused:
        stray(outputs, tmp_path, workspace, in_module=in_module, aws_organizations_policy_attachment=attachment)

    where = f"{workspace}/stray" if in_module else workspace
    assert str(refused.value) == (
        "a synthesized resource does not say plainly what it refers to\n"
        f"  got: p-12345678 in {where}:aws_organizations_policy_attachment.stray\n"
        "  why: policies are followed from the root down to each account by these references\n"
        "  fix: refer to the organization's root, a unit, an account or a policy of the same environment"
    )


@pytest.mark.parametrize(("workspace", "in_module"), ANYWHERE)
def test_an_account_that_is_vended_there_is_found(
    outputs: dict[str, Path], tmp_path: Path, workspace: str, *, in_module: bool
) -> None:
    with pytest.raises(LandingZoneError) as refused:
        stray(outputs, tmp_path, workspace, in_module=in_module, aws_organizations_account={"parent_id": ROOT})

    where = f"{workspace}/stray" if in_module else workspace
    assert str(refused.value) == (
        "an account is vended whose key no workspace tells\n"
        f"  got: {where}:aws_organizations_account.stray\n"
        "  why: nothing is known of what it is for, so nothing is proved of it\n"
        "  fix: tell its id by its key in the output account_ids of its workspace"
    )


@pytest.mark.parametrize(("workspace", "in_module"), ANYWHERE)
def test_what_is_not_followed_is_refused(
    outputs: dict[str, Path], tmp_path: Path, workspace: str, *, in_module: bool
) -> None:
    with pytest.raises(LandingZoneError) as refused:
        stray(outputs, tmp_path, workspace, in_module=in_module, aws_organizations_exemption={})

    assert str(refused.value) == (
        "the organization has something that the proof does not follow\n"
        f"  got: aws_organizations_exemption.stray in {'stray' if in_module else workspace}\n"
        "  why: what it does is not known, so nothing would be proved\n"
        "  fix: do without it; or teach modules/policy_evaluation what it does, or that it is of no concern"
    )


def test_the_provider_has_every_type_that_is_named_and_of_organizations_no_other() -> None:
    organizations = {kind for kind in resource_types() if kind.startswith("aws_organizations_")}

    assert organizations | {CLOUD_CONTROL_POLICY} >= FOLLOWED | OF_NO_CONCERN
    assert CLOUD_CONTROL in resource_types()
    assert {kind for kind in organizations if not is_of_no_concern(kind)} == set()
