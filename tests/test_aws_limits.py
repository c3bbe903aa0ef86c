"""AWS's numbers and patterns are those of the service models that the AWS SDK is made of."""

from __future__ import annotations

import re
import string
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from unicodedata import category

import pytest
from botocore.loaders import Loader

from modules import aws_limits
from modules.active_directory import limits as directory_limits
from modules.aws_limits import REGIONS, AwsLimit
from modules.environment import PROJECT
from modules.network.plan.service_catalogue import catalogue as endpoint_services
from modules.organization.spec import PROVIDER_POLICY_TYPES, PolicyType
from modules.prices import SourceSpec, read_prices

OF_POLICIES = {
    f"{name}[{kind}]": getattr(aws_limits, name)[kind]
    for name in ("POLICY_CHARACTERS", "POLICIES_PER_TARGET")
    for kind in PolicyType
}
LIMITS = {
    name: value
    for name, value in (*vars(aws_limits).items(), *vars(directory_limits).items())
    if isinstance(value, AwsLimit)
} | OF_POLICIES

MAXIMA = [
    ("ACCOUNT_NAME_LENGTH", "organizations", "CreateAccountName"),
    ("ACCOUNT_EMAIL_LENGTH", "organizations", "Email"),
    ("OU_NAME_LENGTH", "organizations", "OrganizationalUnitName"),
    ("TAG_KEY_LENGTH", "organizations", "TagKey"),
    ("TAG_VALUE_LENGTH", "organizations", "TagValue"),
    ("CONTACT_NAME_LENGTH", "account", "Name"),
    ("CONTACT_TITLE_LENGTH", "account", "Title"),
    ("CONTACT_EMAIL_LENGTH", "account", "EmailAddress"),
    ("CONTACT_PHONE_LENGTH", "account", "PhoneNumber"),
    ("POLICY_NAME_LENGTH", "organizations", "PolicyName"),
    ("POLICY_DESCRIPTION_LENGTH", "organizations", "PolicyDescription"),
    ("IAM_ROLE_NAME_LENGTH", "iam", "roleNameType"),
    ("IAM_POLICY_NAME_LENGTH", "iam", "policyNameType"),
    ("PERMISSION_SET_NAME_LENGTH", "sso-admin", "PermissionSetName"),
    ("PERMISSION_SET_DESCRIPTION_LENGTH", "sso-admin", "PermissionSetDescription"),
    ("RELAY_STATE_LENGTH", "sso-admin", "RelayState"),
    ("INLINE_POLICY_LENGTH", "sso-admin", "PermissionSetPolicyDocument"),
    ("GROUP_NAME_LENGTH", "identitystore", "GroupDisplayName"),
    ("USER_NAME_LENGTH", "identitystore", "SensitiveStringType"),
    ("COST_CATEGORY_VALUE_LENGTH", "ce", "CostCategoryValue"),
    ("COST_CATEGORY_RULES", "ce", "CostCategoryRulesList"),
    ("STUDIO_IDLE_LONGEST", "sagemaker", "IdleTimeoutInMinutes"),
    ("RESOLVER_NAME_LENGTH", "route53resolver", "Name"),
    ("PROFILE_RESOURCE_NAME_LENGTH", "route53profiles", "Name"),
    ("CONNECTION_NAME_LENGTH", "codeconnections", "ConnectionName"),
]

MINIMA = [
    ("ACCOUNT_EMAIL_SHORTEST", "organizations", "Email"),
    ("STUDIO_IDLE_SHORTEST", "sagemaker", "IdleTimeoutInMinutes"),
]

NOT_IN_A_MODEL = {
    "DIRECTORY_SHORT_NAME_LENGTH",
    "DIRECTORY_DOMAIN_LENGTH",
    "SHARES_OF_STANDARD",
    "SHARES_OF_ENTERPRISE",
    "OU_DEPTH",
    "ACCOUNTS_CREATED_AT_ONCE",
    "CONTROL_OPERATIONS_AT_ONCE",
    "LOG_RETENTION_DAYS",
    "TAGS_PER_RESOURCE",
    "ANOMALY_MONITORS",
    "S3_BUCKET_NAME_LENGTH",
    "SESSION_SHORTEST",
    "SESSION_LONGEST",
    "INLINE_POLICY_TEXT",
    "MANAGED_POLICY_LENGTH",
    "ROLE_INLINE_POLICIES",
    "ROLE_TRUST_POLICY_LENGTH",
    "RAISED_ROLE_TRUST_POLICY_LENGTH",
    "POLICIES_OF_A_PERMISSION_SET",
    "POLICIES_OF_A_ROLE",
    "PRINCIPAL_PATTERNS_OF_A_PORTFOLIO",
    "TAG_OPTION_VALUES",
    "TRANSIT_GATEWAY_ATTACHMENTS",
    "VPC_LARGEST_PREFIX",
    "VPC_SMALLEST_PREFIX",
    "TRANSIT_GATEWAY_ROUTE_TABLES",
    "TRANSIT_GATEWAY_ROUTES",
    "SECURITY_GROUP_RULES",
    "SUBNET_ROUTES",
    "VPN_LEARNED_ROUTES",
    "DIRECT_CONNECT_LEARNED_ROUTES",
    "DIRECT_CONNECT_MOST_ROUTES",
    "DIRECT_CONNECT_ALLOWED_PREFIXES",
    "DIRECT_CONNECT_TRANSIT_GATEWAYS",
    "SURICATA_RULE_LENGTH",
    *OF_POLICIES,
}
"""Quotas, and rules that the S3 model leaves to the service: held by the page that they name."""

YOUNG_REGIONS = {"ap-east-2", "ap-southeast-6"}
"""Opened in June and September 2025, after the SDK that is installed."""


def test_every_limit_is_written_where_these_tests_look() -> None:
    written = {path for path in (PROJECT / "modules").rglob("*.py") if " = AwsLimit(" in path.read_text()}
    assert written == {Path(str(module.__file__)) for module in (aws_limits, directory_limits)}


def shape(service: str, name: str) -> dict[str, Any]:
    model: dict[str, Any] = Loader().load_service_model(service, "service-2")
    found: dict[str, Any] = model["shapes"][name]
    return found


@pytest.mark.parametrize(("limit", "service", "name"), MAXIMA)
def test_a_greatest_value_is_that_of_the_service(limit: str, service: str, name: str) -> None:
    assert LIMITS[limit].value == shape(service, name)["max"]


@pytest.mark.parametrize(("limit", "service", "name"), MINIMA)
def test_a_smallest_value_is_that_of_the_service(limit: str, service: str, name: str) -> None:
    assert LIMITS[limit].value == shape(service, name)["min"]


def test_every_limit_is_held_against_a_model_or_named_as_one_that_cannot_be() -> None:
    assert {limit for limit, _, _ in [*MINIMA, *MAXIMA]} | NOT_IN_A_MODEL == set(LIMITS)


@pytest.mark.parametrize("name", LIMITS)
def test_a_limit_was_read_not_long_ago(name: str) -> None:
    """Read the page named in `source` again, mend the value, and write today's date."""
    limit = LIMITS[name]

    assert date(2024, 1, 1) < limit.read_on
    assert limit.read_on > datetime.now(UTC).date() - timedelta(days=400)
    assert limit.source
    assert limit.value > 0


@pytest.mark.parametrize(
    ("pattern", "service", "name"),
    [
        (aws_limits.ACCOUNT_ID_PATTERN, "organizations", "AccountId"),
        (aws_limits.PROVISIONED_PRODUCT_NAME_PATTERN, "servicecatalog", "ProvisionedProductName"),
    ],
)
def test_a_pattern_is_that_of_the_service(pattern: str, service: str, name: str) -> None:
    assert pattern == shape(service, name)["pattern"].removeprefix("^").removesuffix("$")


@pytest.mark.parametrize("character", string.printable)
def test_an_address_has_no_character_that_locks_its_account(character: str) -> None:
    """CreateAccount's documentation lists what its pattern takes, and nobody can sign in with then."""
    address = f"aws{character}x@acme.example"
    refused = set(string.whitespace) | set("\"'()<>[]:;,\\|%&@")

    assert bool(re.fullmatch(aws_limits.ACCOUNT_EMAIL_PATTERN, address, re.ASCII)) == (character not in refused)


@pytest.mark.parametrize(
    "address",
    ["é@acme.example", ".aws@acme.example", "aws@-acme.example", "aws@acme.example.", "aws@acme", "aws@a_b.example",
     "aws@acme..example", "@acme.example", "aws@", "aws@acme.example\n"],
)  # fmt: skip
def test_an_address_that_locks_its_account_is_refused(address: str) -> None:
    assert not re.fullmatch(aws_limits.ACCOUNT_EMAIL_PATTERN, address, re.ASCII)


@pytest.mark.parametrize("address", ["aws@acme.example", "a.b+c-d_e@mail.acme.co.uk", "x@1.io"])
def test_an_address_that_organizations_takes_is_taken(address: str) -> None:
    assert re.fullmatch(aws_limits.ACCOUNT_EMAIL_PATTERN, address, re.ASCII)
    assert re.fullmatch(shape("organizations", "Email")["pattern"], address)


def test_a_tag_has_only_characters_that_the_service_lists() -> None:
    r"""The service writes `[\p{L}\p{Z}\p{N}_.:/=+\-@]*`, which `re` cannot read."""
    assert shape("organizations", "TagValue")["pattern"] == r"^([\p{L}\p{Z}\p{N}_.:/=+\-@]*)$"
    taken = [chr(code) for code in range(0x3000) if re.fullmatch(aws_limits.TAG_PATTERN, chr(code))]

    assert [one for one in taken if category(one)[0] not in "LZN" and one not in "_.:/=+-@"] == []
    assert set(string.ascii_letters + string.digits + " _.:/=+-@") <= set(taken)


def test_periods_of_logs_are_those_that_the_service_lists() -> None:
    described = shape("logs", "Days")["documentation"].partition("Possible values are: ")[2].partition(".</p>")[0]

    assert tuple(map(int, re.findall(r"\d+", described))) == aws_limits.LOG_GROUP_PERIODS


def test_regions_are_those_of_the_partition() -> None:
    partitions = Loader().load_data("endpoints")["partitions"]
    (partition,) = (one for one in partitions if one["partition"] == "aws")

    assert set(REGIONS) == set(partition["regions"]) | YOUNG_REGIONS
    assert all(re.fullmatch(aws_limits.REGION_PATTERN, region) for region in REGIONS)


def test_the_pattern_of_a_region_takes_no_other_partition_s() -> None:
    others = [one for one in Loader().load_data("endpoints")["partitions"] if one["partition"] != "aws"]
    codes = {region for partition in others for region in partition["regions"]} | {"eusc-de-east-1"}

    assert len(codes) > 5
    assert not [code for code in codes if re.fullmatch(aws_limits.REGION_PATTERN, code)]


def test_a_region_that_is_not_known_must_be_opted_in_to() -> None:
    assert aws_limits.is_opt_in("sa-west-1")
    assert aws_limits.is_opt_in("ap-east-2")
    assert not aws_limits.is_opt_in("eu-west-1")


def test_regions_that_are_on_for_every_account_are_the_old_ones() -> None:
    """Every region since 2019 must be switched on first, and there were seventeen before."""
    assert sum(not opted_in for opted_in in REGIONS.values()) == 17
    assert not REGIONS["us-east-1"]
    assert REGIONS["eu-south-1"]


def test_kinds_of_policy_are_those_of_organizations() -> None:
    known = set(shape("organizations", "PolicyType")["enum"])
    assert known <= {kind.value for kind in PolicyType}
    assert {kind.value for kind in PROVIDER_POLICY_TYPES} <= known


def test_a_limit_says_its_unit_and_its_page() -> None:
    assert str(aws_limits.OU_DEPTH) == (
        "5 levels below the root (AWS Organizations User Guide, Quotas and service limits)"
    )


def test_the_file_of_endpoint_services_was_read_lately() -> None:
    assert endpoint_services().source
    assert endpoint_services().read_on > datetime.now(UTC).date() - timedelta(days=400)


@pytest.mark.parametrize(("key", "source"), read_prices(PROJECT).sources.items())
def test_prices_were_read_lately(key: str, source: SourceSpec) -> None:
    assert source.title, key
    assert source.read_on > datetime.now(UTC).date() - timedelta(days=400)
