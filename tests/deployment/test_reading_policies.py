"""How what workspaces read is spread over policies."""

from __future__ import annotations

import json

import pytest

from modules.aws_limits import MANAGED_POLICY_LENGTH
from modules.deployment.reading_policies import reading_policies
from modules.specification.errors import LandingZoneError

MANY = [f"production-account-of-a-team-{number}" for number in range(200)]


def pairs(policies: list[list[dict[str, object]]]) -> set[tuple[str, str]]:
    """Who reads which state, by the policies."""
    found = set()
    for statement in (each for policy in policies for each in policy):
        written = json.loads(json.dumps(statement))
        for reader in written["Condition"]["StringEquals"]["aws:PrincipalTag/Workspace"]:
            found |= {(reader, arn.rpartition("/")[2].removesuffix(".tfstate")) for arn in written["Resource"]}
    return found


def test_workspaces_that_read_the_same_share_a_statement() -> None:
    ((first, second),) = reading_policies({"e-b": ["e-x"], "e-a": ["e-x"], "e-c": ["e-x", "e-y"], "e-d": []}, at_most=1)
    assert first["Condition"] == {"StringEquals": {"aws:PrincipalTag/Workspace": ["e-a", "e-b"]}}
    assert second["Resource"] == ["arn:aws:s3:::*/e-x.tfstate", "arn:aws:s3:::*/e-y.tfstate"]


@pytest.mark.parametrize("reads", [{each: ["production-accounts"] for each in MANY}, {"production-attachments": MANY}])
def test_what_is_longer_than_a_policy_is_spread_over_several_and_nothing_is_lost(reads: dict[str, list[str]]) -> None:
    policies = reading_policies(reads, at_most=10)
    lengths = [
        len(json.dumps({"Version": "2012-10-17", "Statement": each}, separators=(",", ":"))) for each in policies
    ]
    assert len(lengths) > 1
    assert max(lengths) <= MANAGED_POLICY_LENGTH.value
    assert pairs(policies) == {(reader, state) for reader, read in reads.items() for state in read}


def test_what_is_more_than_a_role_can_have_is_refused() -> None:
    with pytest.raises(LandingZoneError) as refused:
        reading_policies({each: MANY[: number + 1] for number, each in enumerate(MANY)}, at_most=10)
    assert str(refused.value).startswith("which states each workspace reads must fit into the policies of a role\n")
    assert "for 200 workspaces, where a role has 10 at most" in str(refused.value)
