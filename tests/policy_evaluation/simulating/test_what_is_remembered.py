"""What the simulator remembers of earlier requests of a batch changes no answer: each is as if it were the only one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import product
from typing import Any

import pytest

from modules.policy_evaluation.simulating.simulator import simulate
from tests.policy_evaluation.simulating.test_simulator import EVERYTHING, batch, request
from tests.policy_evaluation.small_organization import deny, policy

ROLE = "arn:aws:iam::111111111111:role/{}"
ROLES = ("Team", "Platform")
CALLERS = ("Deployment", "Administrator")
TEAMS = ("fraud", "churn")
OF_A_CALLER = deny("OfACaller", "sts:*", {"ArnNotLike": {"aws:PrincipalArn": ROLE.format("Deploy*")}})
OF_A_TEAM = deny("OfATeam", "sts:*", {"StringNotEquals": {"aws:ResourceTag/Team": "${aws:PrincipalTag/Team}"}})
OF_ONE_ROLE = {**deny("OfOneRole", "*"), "Resource": ROLE.format("Platform")}


@pytest.mark.parametrize(
    "statement", [OF_A_CALLER, OF_A_TEAM, OF_ONE_ROLE], ids=lambda statement: str(statement["Sid"])
)
def test_each_request_is_answered_as_if_it_were_the_only_one(statement: Mapping[str, Any]) -> None:
    requests = [
        replace(
            request("sts:AssumeRole", ROLE.format(role)),
            principal=ROLE.format(caller),
            context={
                "aws:PrincipalArn": ROLE.format(caller),
                "aws:PrincipalTag/Team": TEAMS[0],
                "aws:ResourceTag/Team": team,
            },
        )
        for role, caller, team in product(ROLES, CALLERS, TEAMS)
    ]
    unit = policy(EVERYTHING, statement)

    together = simulate(batch(*requests, unit=unit))

    assert together == [simulate(batch(each, unit=unit))[0] for each in requests]
    assert {each.allowed for each in together} == {True, False}
