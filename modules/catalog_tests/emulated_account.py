"""A team's account on the emulator, with what its blueprints would have left there for products to find."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from modules.catalog.library.definition import LaunchTest
from modules.catalog.library.launch_role import PATH, SERVICE, Statement, launch_statements
from modules.catalog.library.product import Product
from modules.catalog_tests.accounts import TEAM, LaunchingAccount
from modules.emulator.server import EmbeddedAws

Client = Callable[[str, str], Any]
"""`client(service, account_id)`: a client of boto3."""

_RANGE = "10.0.0.0/20"
_TRIES = 1


def clients(aws: EmbeddedAws, region: str) -> Client:
    """Return clients of the emulator, in any account."""
    import boto3  # noqa: PLC0415 - takes its time, and whoever only lints needs none
    from botocore.config import Config  # noqa: PLC0415 - as above

    session = boto3.Session()
    config = Config(retries={"total_max_attempts": _TRIES}, inject_host_prefix=False)

    @cache
    def client(service: str, account_id: str) -> Any:
        credentials = aws.credentials(account_id)
        return session.client(
            service,
            region_name=region,
            endpoint_url=aws.url,
            aws_access_key_id=credentials.access_key_id,
            aws_secret_access_key=credentials.secret_access_key,
            aws_session_token=credentials.session_token,
            config=config,
        )

    return client


def furnish(client: Client, account: LaunchingAccount) -> None:
    """Make what an account's blueprints make, as far as parameters tell of it, and the parameters."""
    values = {**account.published, **_network(client, account), **_storage(client, account)}
    for arn in {value for value in values.values() if ":role/" in value}:
        path, _, name = arn.partition(":role")[2].rpartition("/")
        _create_role(client, account, name, f"{path}/", "sagemaker.amazonaws.com", [])
    for name, value in values.items():
        kind = "StringList" if "," in value else "String"
        client("ssm", account.id).put_parameter(Name=name, Value=value, Type=kind, Overwrite=True)


@contextmanager
def other_cost_center(client: Client, account: LaunchingAccount, *, is_other: bool) -> Iterator[None]:
    """Let somebody else pay for the account: templates read that anew, and give what they made another tag.

    Args:
        client: Of the emulator.
        account: The account.
        is_other: Whether to; else nothing changes.

    """
    ssm, name = client("ssm", account.id), f"{TEAM}cost-center"
    if is_other:
        ssm.put_parameter(Name=name, Value=f"{account.team('cost-center')}-other", Type="String", Overwrite=True)
    try:
        yield
    finally:
        ssm.put_parameter(Name=name, Value=account.team("cost-center"), Type="String", Overwrite=True)


def wrong_resources(cloudformation: Any, stack: str, test: LaunchTest) -> Iterator[str]:
    """Say what a stack has that a test does not expect, and what it lacks."""
    resources = cloudformation.describe_stack_resources(StackName=stack)["StackResources"]
    counted = Counter(each["ResourceType"] for each in resources)
    for kind in sorted({*counted, *test.creates}):
        if counted[kind] != test.creates.get(kind, 0):
            yield f"{kind}: {test.creates.get(kind, 0)} expected, {counted[kind]} there"


def create_launch_role(client: Client, account: LaunchingAccount, product: Product) -> None:
    """Make a product's launch role, with its policy."""
    statements = launch_statements(product, account.placeholders, {})
    _create_role(client, account, product.launch_role_name, PATH, SERVICE, statements)


def _create_role(  # noqa: PLR0913, PLR0917 - the parts of a role
    client: Client, account: LaunchingAccount, name: str, path: str, service: str, statements: list[Statement]
) -> None:
    iam = client("iam", account.id)
    trust = {"Effect": "Allow", "Principal": {"Service": service}, "Action": "sts:AssumeRole"}
    document = json.dumps({"Version": "2012-10-17", "Statement": [trust]})
    iam.create_role(RoleName=name, Path=path, AssumeRolePolicyDocument=document)
    if statements:
        policy = json.dumps({"Version": "2012-10-17", "Statement": statements})
        iam.put_role_policy(RoleName=name, PolicyName="launch", PolicyDocument=policy)


def _network(client: Client, account: LaunchingAccount) -> dict[str, str]:
    ec2 = client("ec2", account.id)
    vpc = ec2.create_vpc(CidrBlock=_RANGE)["Vpc"]["VpcId"]
    zones = [zone["ZoneName"] for zone in ec2.describe_availability_zones()["AvailabilityZones"]]
    subnets = [
        ec2.create_subnet(VpcId=vpc, CidrBlock=f"10.0.{number}.0/24", AvailabilityZone=zones[number])["Subnet"][
            "SubnetId"
        ]
        for number in range(account.zones)
    ]
    names = {"vpc-id": vpc, "vpc-cidr": _RANGE, "private-subnet-ids": ",".join(subnets)}
    return {f"/landing-zone/network/{name}": value for name, value in names.items()}


def _storage(client: Client, account: LaunchingAccount) -> dict[str, str]:
    bucket = account.team("bucket")
    where = {"LocationConstraint": account.region}
    client("s3", account.id).create_bucket(Bucket=bucket, CreateBucketConfiguration=where)
    key = client("kms", account.id).create_key(Description="What is the team's")["KeyMetadata"]["Arn"]
    return {"/landing-zone/team/bucket": bucket, "/landing-zone/team/key-arn": key}
