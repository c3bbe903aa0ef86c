"""The workspaces of a class, by patterns of their names."""

from __future__ import annotations

from modules.delivery.classes import AccountClass
from modules.delivery.state_admission import Names, names_of

CLASSES = {
    "e-accounts": AccountClass.MANAGEMENT,
    "e-identity": AccountClass.MANAGEMENT,
    "e-identity-fraud": AccountClass.MANAGEMENT,
    "e-identity-pricing": AccountClass.MANAGEMENT,
    "e-account-network": AccountClass.NETWORK,
    "e-account-a": AccountClass.WORKLOADS,
    "e-account-b": AccountClass.WORKLOADS,
    "e-models-a": AccountClass.WORKLOADS,
}


def test_a_family_that_is_of_the_class_is_a_pattern_but_for_others() -> None:
    assert names_of(AccountClass.WORKLOADS, CLASSES, "e") == Names(
        ("e-account-*", "e-models-a"), ("e-account-network",)
    )


def test_what_is_of_no_family_of_the_class_has_its_name() -> None:
    assert names_of(AccountClass.NETWORK, CLASSES, "e") == Names(("e-account-network",), ())
    assert names_of(AccountClass.MANAGEMENT, CLASSES, "e") == Names(("e-accounts", "e-identity", "e-identity-*"), ())


def test_an_account_more_changes_nothing() -> None:
    more = {**CLASSES, "e-account-c": AccountClass.WORKLOADS}
    for of in AccountClass:
        assert names_of(of, more, "e") == names_of(of, CLASSES, "e")
