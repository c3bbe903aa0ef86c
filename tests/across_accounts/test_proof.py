"""Who reaches what across accounts of the real environments, all policies together."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from modules.across_accounts.proof import AcrossProof, prove
from modules.across_accounts.reading import Across
from modules.across_accounts.scenarios import AcrossScenario, across_scenarios
from modules.across_accounts.spec import AcrossScenarioSpec, Layer
from modules.across_accounts.tables import failures, proof_lines, verdict
from modules.commands.across_accounts import across_of, changes_noticed
from modules.commands.changes import Change, unnoticed
from modules.commands.reviewed_changes import read_reviewed
from modules.environment import PROJECT
from modules.specification.errors import LandingZoneError
from tests.support.environments import environment
from tests.support.written import with_resources

NAMES = ("production", "staging")


@pytest.fixture(scope="module")
def found(outputs: dict[str, Path]) -> dict[str, Across]:
    return {name: across_of(name, environment(name).zone, outputs[name]) for name in NAMES}


@pytest.fixture(scope="module")
def proofs(found: dict[str, Across]) -> dict[str, AcrossProof]:
    return {name: prove(across, across_scenarios(PROJECT)) for name, across in found.items()}


def asked(found: dict[str, Across], **scenario: Any) -> AcrossProof:
    """Put one scenario to staging."""
    spec = AcrossScenarioSpec.model_validate({"name": "a scenario", **scenario})
    return prove(found["staging"], [AcrossScenario(spec, "here:1")])


@pytest.mark.parametrize("name", NAMES)
def test_every_scenario_comes_out_as_expected(proofs: dict[str, AcrossProof], name: str) -> None:
    assert dict(proofs[name].failures) == {}
    assert proofs[name].ok
    assert "Proved" in verdict(proofs[name])


def test_eighty_scenarios_are_asked_and_those_that_are_not_say_why(proofs: dict[str, AcrossProof]) -> None:
    assert len(proofs["production"].scenarios) >= 80
    assert all(why for proof in proofs.values() for why in proof.not_applicable.values())
    nowhere = set.intersection(*({*proof.not_applicable} for proof in proofs.values()))
    assert nowhere == set()


def test_every_grant_and_every_condition_of_a_policy_is_missed_by_a_scenario(
    found: dict[str, Across], proofs: dict[str, AcrossProof]
) -> None:
    changes: list[Change] = []
    for name in reversed(NAMES):  # the smaller environment first
        noticed = {change.name for change in changes if change.noticed}
        changes += changes_noticed(name, found[name], proofs[name], noticed=noticed)

    assert len({change.name for change in changes}) > 200
    assert [change.name for change in unnoticed(changes, read_reviewed().across) if not change.reason] == []


def test_what_comes_out_otherwise_is_told_with_what_decides(found: dict[str, Across]) -> None:
    request = {"principal": "administrator", "in": "team/dev", "resource": "key", "named": "landing-zone/teams/*"}

    wrong = asked(found, expect="denied", action="kms:Decrypt", **request)
    text = "\n".join(failures(wrong))
    assert not wrong.ok
    assert "kms:Decrypt on landing-zone/teams/fraud-dev of fraud-dev" in text
    assert "is allowed by" in text
    assert "AccountGovernsItsKey" in text

    wrong = asked(found, expect="denied", by=(Layer.RESOURCE,), action="kms:PutKeyPolicy", **request)
    assert "is not denied by resource, but by guardrails" in "\n".join(failures(wrong))

    wrong = asked(found, expect="allowed", action="kms:PutKeyPolicy", **request)
    assert "is denied by DenyChangesToPlatformKeys" in "\n".join(failures(wrong))
    assert "Not proved" in verdict(wrong)


def test_a_scenario_of_which_the_environment_has_nothing_says_what_is_missing(found: dict[str, Across]) -> None:
    nobody = asked(
        found, expect="denied", principal="permission-set Nobody", action="s3:GetObject", resource="bucket", object="x"
    )
    nothing = asked(
        found, expect="denied", principal="administrator", action="s3:ListBucket", resource="vault", of="network"
    )

    assert nobody.not_applicable == {"a scenario": "there is no permission-set Nobody in an account for anything"}
    assert nothing.not_applicable == {"a scenario": "there is no vault named * in an account for network"}
    assert proof_lines(nothing)


def test_a_placeholder_and_a_key_that_there_is_not_are_mistakes(found: dict[str, Across]) -> None:
    request = {"principal": "administrator", "in": "team/dev", "resource": "key", "named": "landing-zone/teams/*"}

    strange = asked(found, expect="allowed", action="kms:Decrypt", context={"aws:SourceArn": "{{nothing}}"}, **request)
    absent = asked(found, expect="allowed", action="kms:Decrypt", context={"s3:prefix": "x"}, **request)

    assert "nothing is known of the placeholder {{nothing}}" in "\n".join(failures(strange))
    assert "has no condition key s3:prefix" in "\n".join(failures(absent))


@pytest.mark.parametrize(
    ("change", "headline"),
    [
        ({"resource": "tables"}, "there is no such kind of thing to ask for"),
        ({"by": (Layer.IDENTITY,), "expect": "allowed"}, "a layer must deny nothing that is allowed"),
        ({"but": ("AWSControlTowerAdmins",)}, "only of everybody somebody must be left out"),
        ({"service": "s3.amazonaws.com"}, "a service that asks must be named, and nobody else"),
        ({"principal": "somebody"}, "the principal is unknown"),
        ({"resource": "table"}, "what an action needs of Lake Formation must be known"),
    ],
)
def test_a_scenario_that_cannot_be_is_refused(change: dict[str, Any], headline: str) -> None:
    right = {
        "name": "x",
        "expect": "denied",
        "principal": "administrator",
        "action": "s3:GetObject",
        "resource": "bucket",
    }

    with pytest.raises(ValueError, match=headline):
        AcrossScenarioSpec.model_validate({**right, **change})


def test_what_has_a_policy_that_nobody_reads_is_refused(outputs: dict[str, Path], tmp_path: Path) -> None:
    output = with_resources(
        outputs["staging"],
        tmp_path / "out",
        "staging-account-fraud-dev",
        {"aws_efs_file_system_policy": {"stray": {"file_system_id": "fs-1", "policy": "{}"}}},
        in_module=True,
    )

    with pytest.raises(LandingZoneError) as refused:
        across_of("staging", environment("staging").zone, output)

    assert str(refused.value).splitlines()[0] == "who may use a resource is not read"
    assert "aws_efs_file_system_policy.stray" in str(refused.value)


def test_a_policy_that_refers_to_something_unknown_is_refused(outputs: dict[str, Path], tmp_path: Path) -> None:
    policy = '{"Version": "2012-10-17", "Statement": [{"Resource": "${aws_efs_file_system.x.arn}"}]}'
    output = with_resources(
        outputs["staging"],
        tmp_path / "out",
        "staging-account-fraud-dev",
        {
            "aws_efs_file_system": {"x": {}},
            "aws_kms_key": {"stray": {"policy": policy}},
        },
        in_module=False,
    )

    with pytest.raises(LandingZoneError) as refused:
        across_of("staging", environment("staging").zone, output)

    assert str(refused.value).splitlines()[0] == "a policy refers to something whose name is not known"


SHARED_GROUP = "arn:aws:sagemaker:eu-west-1:222222222222:feature-group/customers"
PERMISSION = "arn:aws:ram::aws:permission/AWSRAMPermissionSageMaker"


@pytest.mark.parametrize(
    ("shared", "permissions", "headline"),
    [
        ("arn:aws:sagemaker:eu-west-1:222222222222:hub/models", ["any"], "who reaches what is shared must be known"),
        (SHARED_GROUP, None, "what a share allows must be known"),
        (SHARED_GROUP, [f"{PERMISSION}FeatureGroupAdmin"], "what a share allows must be known"),
        (SHARED_GROUP, [f"{PERMISSION}CatalogResourceSearch"], "what a share allows must be known"),
    ],
    ids=["of-another-kind", "by-default", "for-administering", "of-another-kind-s-permission"],
)
def test_a_share_that_nobody_knows_is_refused(
    outputs: dict[str, Path], tmp_path: Path, shared: str, permissions: list[str] | None, headline: str
) -> None:
    share = "${aws_ram_resource_share.stray.arn}"
    output = with_resources(
        outputs["staging"],
        tmp_path / "out",
        "staging-models-fraud",
        {
            "aws_ram_resource_share": {"stray": {"name": "stray", "permission_arns": permissions}},
            "aws_ram_resource_association": {"stray": {"resource_share_arn": share, "resource_arn": shared}},
            "aws_ram_principal_association": {"stray": {"resource_share_arn": share, "principal": "222222222222"}},
        },
        in_module=False,
    )

    with pytest.raises(LandingZoneError) as refused:
        across_of("staging", environment("staging").zone, output)

    assert str(refused.value).splitlines()[0] == headline
