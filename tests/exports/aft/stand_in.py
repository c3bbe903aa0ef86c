"""What AFT's own functions do between its pipelines, on the emulator: requests become accounts, with what AFT keeps."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import boto3

from modules.accounts.aft.spec import AFT_ROLES
from modules.accounts.control_tower_engine import ACCOUNT_FACTORY

REQUESTS, METADATA = "aft-request", "aft-request-metadata"
CUSTOM_FIELDS = "/aft/account-request/custom-fields/"
STATES, LOCKS, STATES_KEY = (
    "aft-backend-{account}-primary-region",
    "aft-backend-{account}",
    "alias/aft-backend-{account}-kms-key",
)
_ADMIN, _EXECUTION, _SERVICE = AFT_ROLES
_CONTROL_TOWER = "AWSControlTowerExecution"
_ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess"


@dataclass(frozen=True)
class AftStandIn:
    """AFT in an emulated organization."""

    environ: Mapping[str, str]
    """In which Terraform works as the management account."""
    account: str
    """The id of the account that AFT runs in."""
    region: str

    def prepare(self) -> None:
        """Make what AFT's module makes: tables, the place of states, roles."""
        self._make_roles(self.account, *AFT_ROLES)
        dynamodb, s3 = self.client("dynamodb"), self.client("s3")
        for table, key in ((REQUESTS, "id"), (METADATA, "id"), (LOCKS.format(account=self.account), "LockID")):
            dynamodb.create_table(
                TableName=table,
                KeySchema=[{"AttributeName": key, "KeyType": "HASH"}],
                AttributeDefinitions=[{"AttributeName": key, "AttributeType": "S"}],
                BillingMode="PAY_PER_REQUEST",
            )
        s3.create_bucket(
            Bucket=STATES.format(account=self.account),
            CreateBucketConfiguration={"LocationConstraint": self.region},
        )
        key = self.client("kms").create_key()["KeyMetadata"]["KeyId"]
        self.client("kms").create_alias(AliasName=STATES_KEY.format(account=self.account), TargetKeyId=key)

    def items(self) -> list[dict[str, Any]]:
        """Read every request back, as AFT reads it."""
        return [_plain(item) for item in self.client("dynamodb").scan(TableName=REQUESTS)["Items"]]

    def vend(self) -> dict[str, str]:
        """Make an account of each request that has none, and give every account what AFT gives it.

        Returns:
            The id of each account, by its e-mail address.

        """
        return {item["id"]: self._vend(item) for item in self.items()}

    def admin(self) -> dict[str, str]:
        """Return the environment in which AFT's builds run Terraform."""
        return {**self.environ, **self._credentials(self._as(self.account, _ADMIN))}

    def client(self, service: str, account: str | None = None) -> Any:
        """Connect to a service in AFT's account, or in another, as Control Tower's role there."""
        return boto3.client(service, **self._as(account or self.account, _CONTROL_TOWER))

    def _vend(self, item: Mapping[str, Any]) -> str:
        parameters = item["control_tower_parameters"]
        known = {account["Email"].lower(): account["Id"] for account in self._accounts()}
        account = known.get(item["id"].lower()) or self._provision(parameters)
        self._make_roles(account, _EXECUTION, _SERVICE)
        tags = [{"Key": key, "Value": value} for key, value in json.loads(item["account_tags"]).items()]
        if tags:
            self._management("organizations").tag_resource(ResourceId=account, Tags=tags)
        parameter_store = self.client("ssm", account)
        for key, value in json.loads(item["custom_fields"]).items():
            parameter_store.put_parameter(Name=f"{CUSTOM_FIELDS}{key}", Value=value, Type="String", Overwrite=True)
        name = {"S": item["account_customizations_name"]}
        metadata = {"id": {"S": account}, "email": {"S": item["id"]}, "account_customizations_name": name}
        self.client("dynamodb").put_item(TableName=METADATA, Item=metadata)
        return account

    def _provision(self, parameters: Mapping[str, str]) -> str:
        catalog = self._management("servicecatalog")
        record = catalog.provision_product(
            ProductName=ACCOUNT_FACTORY,
            ProvisioningArtifactName=ACCOUNT_FACTORY,
            ProvisionedProductName=parameters["AccountName"].strip().replace(" ", "-"),
            ProvisioningParameters=[{"Key": key, "Value": value} for key, value in parameters.items()],
        )["RecordDetail"]["RecordId"]
        while (answer := catalog.describe_record(Id=record))["RecordDetail"]["Status"] not in {"SUCCEEDED", "FAILED"}:
            time.sleep(0.2)
        outputs = {output["OutputKey"]: output["OutputValue"] for output in answer.get("RecordOutputs", [])}
        return str(outputs["AccountId"])

    def _accounts(self) -> Iterator[dict[str, Any]]:
        for page in self._management("organizations").get_paginator("list_accounts").paginate():
            yield from page["Accounts"]

    def _make_roles(self, account: str, *names: str) -> None:
        iam = self.client("iam", account)
        principal = {"AWS": f"arn:aws:iam::{self.account}:root"}
        statement = {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": principal}
        trust = {"Version": "2012-10-17", "Statement": statement}
        for name in names:
            try:
                iam.create_role(RoleName=name, AssumeRolePolicyDocument=json.dumps(trust))
            except iam.exceptions.EntityAlreadyExistsException:
                continue
            iam.attach_role_policy(RoleName=name, PolicyArn=_ADMINISTRATOR)

    def _management(self, service: str) -> Any:
        return boto3.client(service, **self._given)

    @cached_property
    def _given(self) -> dict[str, Any]:
        return {
            "endpoint_url": self.environ["AWS_ENDPOINT_URL"],
            "region_name": self.region,
            "aws_access_key_id": self.environ["AWS_ACCESS_KEY_ID"],
            "aws_secret_access_key": self.environ["AWS_SECRET_ACCESS_KEY"],
            "aws_session_token": self.environ.get("AWS_SESSION_TOKEN"),
        }

    def _as(self, account: str, role: str) -> dict[str, Any]:
        """Return what connects as a role: Control Tower's from the management account, AFT's from AFT's account."""
        through = self._given if role == _CONTROL_TOWER else self._as(self.account, _CONTROL_TOWER)
        arn = f"arn:aws:iam::{account}:role/{role}"
        given = boto3.client("sts", **through).assume_role(RoleArn=arn, RoleSessionName="aft")["Credentials"]
        return {
            **self._given,
            "aws_access_key_id": given["AccessKeyId"],
            "aws_secret_access_key": given["SecretAccessKey"],
            "aws_session_token": given["SessionToken"],
        }

    @staticmethod
    def _credentials(connection: Mapping[str, Any]) -> dict[str, str]:
        names = ("aws_access_key_id", "aws_secret_access_key", "aws_session_token")
        return {name.upper(): str(connection[name]) for name in names}


def _plain(item: Mapping[str, Any]) -> dict[str, Any]:
    """Return an item without DynamoDB's types: texts, and maps of texts."""
    return {name: value["S"] if "S" in value else _plain(value["M"]) for name, value in item.items()}
