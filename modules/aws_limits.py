"""Numbers and patterns that AWS enforces. Each names its unit, its page and the day it was last read.

Nothing else in this library spells such a number out: a check and its error message both read the
constant, so they cannot disagree. `tests/test_aws_limits.py` holds them against botocore's service models.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

_READ = date(2026, 11, 23)
_READ_POLICIES = date(2026, 11, 24)
_READ_IDENTITY = date(2026, 11, 24)


@dataclass(frozen=True, slots=True)
class AwsLimit:
    """One enforced number."""

    value: int
    unit: str
    source: str
    """Title of the AWS page."""
    read_on: date
    raisable: bool
    """True where Service Quotas or AWS Support can raise it for an organization."""

    def __str__(self) -> str:
        return f"{self.value} {self.unit} ({self.source})"


_CREATE_ACCOUNT = "AWS Organizations API Reference, CreateAccount"
_CREATE_OU = "AWS Organizations API Reference, CreateOrganizationalUnit"
_CREATE_POLICY = "AWS Organizations API Reference, CreatePolicy"
_QUOTAS = "AWS Organizations User Guide, Quotas and service limits"
_TAG = "AWS Organizations API Reference, Tag"
_CONTACT = "AWS Account Management API Reference, PutAlternateContact"
_CREATE_PERMISSION_SET = "IAM Identity Center API Reference, CreatePermissionSet"
_IDENTITY_CENTER_QUOTAS = "IAM Identity Center User Guide, IAM Identity Center quotas"
_CONTROL_TOWER_QUOTAS = "AWS Control Tower User Guide, Limitations and quotas in AWS Control Tower"
_LOG_RETENTION = "AWS Control Tower User Guide, Optionally configure log retention"

ACCOUNT_NAME_LENGTH = AwsLimit(50, "characters", _CREATE_ACCOUNT, _READ, raisable=False)
ACCOUNT_EMAIL_SHORTEST = AwsLimit(6, "characters", _CREATE_ACCOUNT, _READ, raisable=False)
ACCOUNT_EMAIL_LENGTH = AwsLimit(64, "characters", _CREATE_ACCOUNT, _READ, raisable=False)
_DOMAIN_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
# CreateAccount takes more than this, and then nobody can sign in as the account's root user, or remove the account.
ACCOUNT_EMAIL_PATTERN = rf"(?!\.)[\w!#$*+./=?^`{{}}~-]+@{_DOMAIN_LABEL}(?:\.{_DOMAIN_LABEL})+"
"""To be matched with `re.ASCII`."""
ACCOUNT_ID_PATTERN = r"\d{12}"
"""To be matched with `re.ASCII`."""

OU_NAME_LENGTH = AwsLimit(128, "characters", _CREATE_OU, _READ, raisable=False)
OU_DEPTH = AwsLimit(5, "levels below the root", _QUOTAS, _READ, raisable=False)

_POLICY_KINDS = (
    # kind, characters, per target
    ("SERVICE_CONTROL_POLICY", 10_240, 10),
    ("RESOURCE_CONTROL_POLICY", 5_120, 5),
    ("DECLARATIVE_POLICY_EC2", 10_000, 10),
    ("TAG_POLICY", 10_000, 10),
    ("BACKUP_POLICY", 10_000, 10),
    ("AISERVICES_OPT_OUT_POLICY", 2_500, 5),
    ("CHATBOT_POLICY", 10_000, 5),
    ("SECURITYHUB_POLICY", 10_000, 10),
    ("INSPECTOR_POLICY", 10_000, 10),
    # Upgrade rollout policy syntax and examples
    ("UPGRADE_ROLLOUT_POLICY", 5_120, 10),
    ("BEDROCK_POLICY", 10_000, 10),
    ("S3_POLICY", 10_000, 10),
    ("NETWORK_SECURITY_DIRECTOR_POLICY", 10_000, 10),
    ("GUARDDUTY_POLICY", 10_000, 10),
)
# Service control policies had 5,120 characters and 5 per target until 2026-05-15; an organization may still have that.
POLICY_CHARACTERS = {
    kind: AwsLimit(characters, "characters in a policy", _QUOTAS, _READ_POLICIES, raisable=True)
    for kind, characters, _ in _POLICY_KINDS
}
POLICIES_PER_TARGET = {
    kind: AwsLimit(per_target, "policies attached to a root, unit or account", _QUOTAS, _READ_POLICIES, raisable=True)
    for kind, _, per_target in _POLICY_KINDS
}
POLICY_NAME_LENGTH = AwsLimit(128, "characters", _CREATE_POLICY, _READ_POLICIES, raisable=False)
POLICY_DESCRIPTION_LENGTH = AwsLimit(512, "characters", _CREATE_POLICY, _READ_POLICIES, raisable=False)

ACCOUNTS_CREATED_AT_ONCE = AwsLimit(5, "accounts at once", _QUOTAS, _READ, raisable=False)

# One hundred may be asked for at once; those beyond ten wait in Control Tower.
CONTROL_OPERATIONS_AT_ONCE = AwsLimit(10, "control operations at once", _CONTROL_TOWER_QUOTAS, _READ, raisable=False)
LOG_RETENTION_DAYS = AwsLimit(5_475, "days", _LOG_RETENTION, _READ, raisable=False)

TAG_KEY_LENGTH = AwsLimit(128, "characters", _TAG, _READ, raisable=False)
TAG_VALUE_LENGTH = AwsLimit(256, "characters", _TAG, _READ, raisable=False)
TAGS_PER_RESOURCE = AwsLimit(50, "tags", _QUOTAS, _READ, raisable=False)
TAG_PATTERN = r"[\w .:/=+\-@]*"

CONTACT_NAME_LENGTH = AwsLimit(64, "characters", _CONTACT, _READ, raisable=False)
CONTACT_TITLE_LENGTH = AwsLimit(50, "characters", _CONTACT, _READ, raisable=False)
CONTACT_EMAIL_LENGTH = AwsLimit(254, "characters", _CONTACT, _READ, raisable=False)
CONTACT_PHONE_LENGTH = AwsLimit(25, "characters", _CONTACT, _READ, raisable=False)

PROVISIONED_PRODUCT_NAME_PATTERN = r"[a-zA-Z0-9][a-zA-Z0-9._-]*"

S3_BUCKET_NAME_LENGTH = AwsLimit(
    63, "characters", "Amazon S3 User Guide, General purpose bucket naming rules", _READ, raisable=False
)
CONNECTION_NAME_LENGTH = AwsLimit(
    32, "characters", "AWS CodeConnections API Reference, CreateConnection", date(2026, 11, 29), raisable=False
)
PRINCIPAL_PATTERNS_OF_A_PORTFOLIO = AwsLimit(
    10,
    "patterns of principals",
    "AWS Service Catalog API Reference, AssociatePrincipalWithPortfolio",
    date(2026, 11, 30),
    raisable=False,
)
TAG_OPTION_VALUES = AwsLimit(
    25, "values of a tag option", "AWS Service Catalog Administrator Guide, Quotas", date(2026, 11, 30), raisable=False
)
_IAM_QUOTAS = "IAM User Guide, IAM and AWS STS quotas"
IAM_ROLE_NAME_LENGTH = AwsLimit(64, "characters", _IAM_QUOTAS, _READ, raisable=False)

MANAGED_POLICY_LENGTH = AwsLimit(
    6_144, "characters without white space", _IAM_QUOTAS, date(2026, 11, 30), raisable=False
)
ROLE_INLINE_POLICIES = AwsLimit(10_240, "characters", _IAM_QUOTAS, date(2026, 11, 30), raisable=False)
ROLE_TRUST_POLICY_LENGTH = AwsLimit(2_048, "characters", _IAM_QUOTAS, date(2026, 11, 30), raisable=True)
RAISED_ROLE_TRUST_POLICY_LENGTH = AwsLimit(4_096, "characters", _IAM_QUOTAS, date(2026, 11, 30), raisable=False)
IAM_POLICY_NAME_LENGTH = AwsLimit(
    128, "characters", "IAM API Reference, CreatePolicy", date(2026, 11, 29), raisable=False
)
PERMISSION_SET_NAME_LENGTH = AwsLimit(32, "characters", _CREATE_PERMISSION_SET, _READ_IDENTITY, raisable=False)
PERMISSION_SET_DESCRIPTION_LENGTH = AwsLimit(700, "characters", _CREATE_PERMISSION_SET, _READ_IDENTITY, raisable=False)
RELAY_STATE_LENGTH = AwsLimit(240, "characters", _CREATE_PERMISSION_SET, _READ_IDENTITY, raisable=False)
_SESSION_DURATION = "IAM Identity Center User Guide, Set session duration for AWS accounts"
SESSION_SHORTEST = AwsLimit(1, "hours", _SESSION_DURATION, _READ_IDENTITY, raisable=False)
SESSION_LONGEST = AwsLimit(12, "hours", _SESSION_DURATION, _READ_IDENTITY, raisable=False)
INLINE_POLICY_LENGTH = AwsLimit(
    32_768, "bytes, white space included", _IDENTITY_CENTER_QUOTAS, _READ_IDENTITY, raisable=False
)
INLINE_POLICY_TEXT = AwsLimit(
    10_240, "bytes without white space", _IDENTITY_CENTER_QUOTAS, _READ_IDENTITY, raisable=False
)
STUDIO_IDLE_SHORTEST = AwsLimit(
    60, "minutes", "Amazon SageMaker API Reference, IdleSettings", date(2026, 11, 29), raisable=False
)
STUDIO_IDLE_LONGEST = AwsLimit(
    525_600, "minutes", "Amazon SageMaker API Reference, IdleSettings", date(2026, 11, 29), raisable=False
)
POLICIES_OF_A_PERMISSION_SET = AwsLimit(
    20, "managed policies in a permission set", _IDENTITY_CENTER_QUOTAS, date(2026, 11, 29), raisable=False
)
# Of the role that Identity Center makes of a permission set in each account.
POLICIES_OF_A_ROLE = AwsLimit(10, "managed policies in a role", _IAM_QUOTAS, _READ_IDENTITY, raisable=True)
GROUP_NAME_LENGTH = AwsLimit(
    1024, "characters", "Identity Store API Reference, CreateGroup", _READ_IDENTITY, raisable=False
)
USER_NAME_LENGTH = AwsLimit(
    1024, "characters", "Identity Store API Reference, CreateUser", _READ_IDENTITY, raisable=False
)
_TGW_QUOTAS = "Amazon VPC Transit Gateways, Quotas"
_READ_NETWORK = date(2026, 11, 24)

TRANSIT_GATEWAY_ATTACHMENTS = AwsLimit(
    5000, "attachments of a transit gateway", _TGW_QUOTAS, _READ_NETWORK, raisable=False
)
TRANSIT_GATEWAY_ROUTE_TABLES = AwsLimit(
    20, "route tables of a transit gateway", _TGW_QUOTAS, _READ_NETWORK, raisable=True
)
TRANSIT_GATEWAY_ROUTES = AwsLimit(
    10000, "routes of a transit gateway in all its tables", _TGW_QUOTAS, _READ_NETWORK, raisable=True
)
_VPC_RANGE = "Amazon VPC User Guide, VPC CIDR blocks"
VPC_LARGEST_PREFIX = AwsLimit(16, "prefix bits", _VPC_RANGE, _READ_NETWORK, raisable=False)
VPC_SMALLEST_PREFIX = AwsLimit(28, "prefix bits", _VPC_RANGE, _READ_NETWORK, raisable=False)
_READ_COSTS = date(2026, 11, 29)
COST_CATEGORY_VALUE_LENGTH = AwsLimit(
    50, "characters", "AWS Cost Management API Reference, CostCategoryRule", _READ_COSTS, raisable=False
)
COST_CATEGORY_RULES = AwsLimit(
    500, "rules in a cost category", "AWS Billing User Guide, Quotas and restrictions", _READ_COSTS, raisable=False
)
ANOMALY_MONITORS = AwsLimit(
    500,
    "custom anomaly monitors",
    "AWS Cost Management User Guide, Quotas and restrictions",
    _READ_COSTS,
    raisable=False,
)

_READ_LINKS = date(2026, 11, 29)
_VPC_QUOTAS = "Amazon VPC User Guide, Amazon VPC quotas"
_DIRECT_CONNECT_QUOTAS = "AWS Direct Connect User Guide, AWS Direct Connect quotas"
SECURITY_GROUP_RULES = AwsLimit(60, "inbound rules of a security group", _VPC_QUOTAS, _READ_LINKS, raisable=True)
SUBNET_ROUTES = AwsLimit(500, "routes of a subnet's route table", _VPC_QUOTAS, _READ_LINKS, raisable=True)
VPN_LEARNED_ROUTES = AwsLimit(
    1000,
    "routes that a router announces over a VPN connection to a transit gateway",
    "AWS Site-to-Site VPN User Guide, Quotas",
    _READ_LINKS,
    raisable=False,
)
# A virtual interface is allotted so many until more of its connection's are given to it, at most the second.
DIRECT_CONNECT_LEARNED_ROUTES = AwsLimit(
    100,
    "routes that are announced over a transit virtual interface",
    _DIRECT_CONNECT_QUOTAS,
    _READ_LINKS,
    raisable=True,
)
DIRECT_CONNECT_MOST_ROUTES = AwsLimit(
    1000,
    "routes that a transit virtual interface may be allotted",
    "AWS Direct Connect User Guide, Inbound prefix controls",
    _READ_LINKS,
    raisable=False,
)
DIRECT_CONNECT_ALLOWED_PREFIXES = AwsLimit(
    200,
    "ranges of a transit gateway that Direct Connect announces on premises",
    _DIRECT_CONNECT_QUOTAS,
    _READ_LINKS,
    raisable=False,
)
DIRECT_CONNECT_TRANSIT_GATEWAYS = AwsLimit(
    6, "transit gateways of a Direct Connect gateway", _DIRECT_CONNECT_QUOTAS, _READ_LINKS, raisable=False
)
SURICATA_RULE_LENGTH = AwsLimit(
    8192,
    "characters of a Suricata rule, its variables' values included",
    "AWS Network Firewall Developer Guide, AWS Network Firewall quotas",
    _READ_LINKS,
    raisable=False,
)
RESOLVER_NAME_LENGTH = AwsLimit(
    64, "characters", "Amazon Route 53 Resolver API Reference, CreateFirewallDomainList", _READ_NETWORK, raisable=False
)
PROFILE_RESOURCE_NAME_LENGTH = AwsLimit(
    64,
    "characters",
    "Amazon Route 53 Profiles API Reference, AssociateResourceToProfile",
    date(2026, 11, 29),
    raisable=False,
)
LOG_GROUP_PERIODS = (
    1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
)  # fmt: skip
"""Days that CloudWatch Logs can keep logs for (Amazon CloudWatch Logs API Reference, PutRetentionPolicy)."""

# The regions of the `aws` partition. True: an account must opt in before it can be used
# (AWS Account Management Reference Guide, Enable or disable AWS Regions in your account; AWS Regions and Availability
# Zones, AWS Regions).
REGIONS_READ_ON = date(2026, 11, 29)
REGIONS: dict[str, bool] = {
    "af-south-1": True,
    "ap-east-1": True,
    "ap-east-2": True,
    "ap-northeast-1": False,
    "ap-northeast-2": False,
    "ap-northeast-3": False,
    "ap-south-1": False,
    "ap-south-2": True,
    "ap-southeast-1": False,
    "ap-southeast-2": False,
    "ap-southeast-3": True,
    "ap-southeast-4": True,
    "ap-southeast-5": True,
    "ap-southeast-6": True,
    "ap-southeast-7": True,
    "ca-central-1": False,
    "ca-west-1": True,
    "eu-central-1": False,
    "eu-central-2": True,
    "eu-north-1": False,
    "eu-south-1": True,
    "eu-south-2": True,
    "eu-west-1": False,
    "eu-west-2": False,
    "eu-west-3": False,
    "il-central-1": True,
    "me-central-1": True,
    "me-south-1": True,
    "mx-central-1": True,
    "sa-east-1": False,
    "us-east-1": False,
    "us-east-2": False,
    "us-west-1": False,
    "us-west-2": False,
}

REGION_PATTERN = (
    r"(us|eu|ap|sa|ca|me|af|il|mx)-(north|south|east|west|central|northeast|northwest|southeast|southwest)-[0-9]"
)
"""What the code of a region of the `aws` partition looks like (the partitions of the AWS SDK)."""


def is_opt_in(region: str) -> bool:
    """Whether an account must opt in to a region before it can be used; so it is with every region since 2019."""
    return REGIONS.get(region, True)
