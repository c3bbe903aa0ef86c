from __future__ import annotations

import pytest

from modules.runner.recovery.existing import planned_to_be_created, refused_as_existing, silent_creations
from modules.runner.terraform.events import Diagnostic, ResourcePlanned
from modules.runner.terraform.tally import Tally

ACCOUNT = "aws_organizations_account"


def tally(*errors: str) -> Tally:
    counted = Tally()
    for address in (f"{ACCOUNT}.a", f"{ACCOUNT}.b"):
        counted.count(ResourcePlanned(address, "create", ACCOUNT))
    counted.count(ResourcePlanned(f"{ACCOUNT}.c", "update", ACCOUNT))
    counted.count(ResourcePlanned("aws_vpc.v", "create", "aws_vpc"))
    counted.count(ResourcePlanned("aws_vpc.w", "replace", "aws_vpc"))
    for error in errors:
        counted.count(Diagnostic("error", error, address=f"{ACCOUNT}.a"))
    return counted


@pytest.mark.parametrize(
    "error",
    [
        "waiting for AWS Organizations Account create: unexpected state 'FAILED'. last error: EMAIL_ALREADY_EXISTS",
        "creating Organization: AlreadyInOrganizationException: the account is already a member",
        "creating Unit: DuplicateOrganizationalUnitException: An OU with the same name exists",
        "creating Policy: DuplicatePolicyException: A policy with the same name exists",
        "attaching Policy: DuplicatePolicyAttachmentException: The policy is attached",
        "creating IAM Role: EntityAlreadyExists: Role with name x already exists.",
        "creating S3 Bucket: BucketAlreadyOwnedByYou: ",
        "creating SSO Permission Set: ConflictException: PermissionSet with name x already exists",
        "creating Log Group: ResourceAlreadyExistsException: The specified log group already exists",
        "creating KMS Alias: AlreadyExistsException: An alias with the name exists",
        "creating Security Group: InvalidGroup.Duplicate: exists for VPC",
        "creating SSM Parameter: ParameterAlreadyExists: ",
        "registering administrator: AccountAlreadyRegisteredException: ",
        "creating CloudTrail administrator: AccountRegisteredException: ",
        "creating GuardDuty Detector: BadRequestException: a detector already exists for the current account.",
        "enabling GuardDuty administrator: BadRequestException: the account is already enabled as administrator",
        "creating Security Hub Account: ResourceConflictException: Account is already subscribed to Security Hub",
        "creating Macie Account: ConflictException: Macie has already been enabled",
        "creating Macie classification export configuration: a configuration already exists",
        "creating IAM Service Linked Role: InvalidInput: Service role name AWSServiceRoleForConfig has been taken",
    ],
)
def test_what_aws_refuses_because_there_is_one_is_recognized(error: str) -> None:
    assert refused_as_existing(tally(error, error)) == [f"{ACCOUNT}.a"]


@pytest.mark.parametrize("error", ["AccessDenied", "LimitExceeded", "Plugin did not respond"])
def test_another_error_is_not(error: str) -> None:
    assert refused_as_existing(tally(error)) == []


def test_all_that_would_be_created_is_suspected_then() -> None:
    assert planned_to_be_created(tally()) == [f"{ACCOUNT}.a", f"{ACCOUNT}.b", "aws_vpc.v"]


def test_what_aws_would_create_twice_without_a_word_is_known_by_its_type() -> None:
    assert silent_creations(tally()) == ["aws_vpc.v"]
