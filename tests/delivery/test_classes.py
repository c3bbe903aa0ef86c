"""Classes of accounts: each account has one, and the strictest where it has several functions."""

from __future__ import annotations

import pytest

from modules.accounts.spec import Function
from modules.delivery.classes import AccountClass, Phase, class_of, role_name


@pytest.mark.parametrize("function", Function)
def test_every_function_has_a_class(function: Function) -> None:
    assert class_of([function]) in AccountClass


@pytest.mark.parametrize(
    ("functions", "of"),
    [
        ([Function.MANAGEMENT], AccountClass.MANAGEMENT),
        ([Function.SHARED_SERVICES, Function.LOG_ARCHIVE], AccountClass.SECURITY),
        ([Function.NETWORK, Function.DEVOPS], AccountClass.NETWORK),
        ([Function.NETWORK, Function.SECURITY_TOOLING], AccountClass.SECURITY),
        ([Function.TEAM], AccountClass.WORKLOADS),
    ],
)
def test_the_class_that_comes_first_counts(functions: list[Function], of: AccountClass) -> None:
    assert class_of(functions) is of


def test_no_two_roles_have_one_name() -> None:
    assert len({role_name(phase, of) for phase in Phase for of in AccountClass}) == len(Phase) * len(AccountClass)
