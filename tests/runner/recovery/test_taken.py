from __future__ import annotations

from modules.runner.recovery.taken import taken_addresses
from modules.runner.terraform.events import Diagnostic, ResourcePlanned
from modules.runner.terraform.tally import Tally

ACCOUNT = "aws_organizations_account"
TAKEN = "waiting for AWS Organizations Account (a) create: unexpected state 'FAILED'. last error: EMAIL_ALREADY_EXISTS"


def tally(error: str) -> Tally:
    counted = Tally()
    for address in (f"{ACCOUNT}.a", f"{ACCOUNT}.b"):
        counted.count(ResourcePlanned(address, "create", ACCOUNT))
    counted.count(ResourcePlanned(f"{ACCOUNT}.c", "update", ACCOUNT))
    counted.count(ResourcePlanned("aws_vpc.v", "create", "aws_vpc"))
    counted.count(Diagnostic("error", error, address=f"{ACCOUNT}.a"))
    return counted


def test_one_account_whose_address_is_taken_makes_all_that_are_to_be_created_looked_for() -> None:
    assert taken_addresses(tally(TAKEN)) == [f"{ACCOUNT}.a", f"{ACCOUNT}.b"]


def test_another_error_makes_none_looked_for() -> None:
    assert taken_addresses(tally("AccessDenied")) == []
