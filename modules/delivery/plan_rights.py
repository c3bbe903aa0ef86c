"""What roles that plan may do: see how things are set up, and nothing of what is in them. No cdktf here.

Terraform reads every resource that it has in its state. AWS's `ReadOnlyAccess` lets it, and reads data, too; what is
denied here is data. What Terraform itself keeps as data, such as the value of a secret or of an object, cannot be
planned by such a role; nothing that is synthesized does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from modules.storage.statements import Statement

READ_ONLY = "arn:aws:iam::aws:policy/ReadOnlyAccess"
ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess"
"""What applies in an account has this one, and nothing is denied it."""

_DATA = (
    "athena:GetQueryResults*",
    "cassandra:Select",
    "codeartifact:GetAuthorizationToken",
    "codeartifact:GetPackageVersionAsset",
    "codecommit:GetBlob",
    "codecommit:GetFile",
    "codecommit:GitPull",
    "cognito-identity:GetCredentialsForIdentity",
    "cognito-identity:GetOpenIdToken*",
    "connect:GetFederationToken",
    "dynamodb:BatchGetItem",
    "dynamodb:GetItem",
    "dynamodb:GetRecords",
    "dynamodb:PartiQLSelect",
    "dynamodb:Query",
    "dynamodb:ReadDataForReplication",
    "dynamodb:Scan",
    "ec2:GetConsole*",
    "ec2:GetPasswordData",
    "ecr:BatchGetImage",
    "ecr:GetAuthorizationToken",
    "ecr:GetDownloadUrlForLayer",
    "glue:GetStatement",
    "kinesis:GetRecords",
    "lakeformation:GetDataAccess",
    "lakeformation:GetTemporary*",
    "lambda:GetFunction",
    "lambda:GetLayerVersion",
    "logs:FilterLogEvents",
    "logs:GetLogEvents",
    "logs:GetQueryResults",
    "logs:StartQuery",
    "redshift:GetClusterCredentials*",
    "redshift-data:GetStatementResult*",
    "sagemaker:BatchGetRecord",
    "sagemaker:GetRecord",
    "secretsmanager:BatchGetSecretValue",
    "secretsmanager:GetSecretValue",
    "sqs:ReceiveMessage",
    "sso:GetRoleCredentials",
    "sts:GetFederationToken",
    "sts:GetSessionToken",
    "timestream:Select",
)
"""Requests that return data, or credentials that lead to it."""

_OBJECTS = ("s3:GetObject", "s3:GetObjectTorrent", "s3:GetObjectVersion", "s3:GetObjectVersionTorrent")
_DECRYPTING = ("kms:Decrypt", "kms:ReEncryptFrom")
_OTHER_ROLES = ("sts:AssumeRole", "sts:AssumeRoleWithSAML", "sts:AssumeRoot")


def nothing_but_settings(
    *, objects: Iterable[str] = (), keys: Iterable[str] = (), roles: Iterable[str] = ()
) -> Iterator[Statement]:
    """Refuse a role that plans whatever returns data, or leads to more.

    Args:
        objects: ARNs, with `*`, of the objects that it may read.
        keys: ARNs of the keys that it may decrypt with; a parameter or an object under any other stays unread.
        roles: ARNs, with `*`, of the roles that it may work as.

    """
    yield _deny("DenyReadingData", _DATA, ())
    yield _deny("DenyReadingObjects", _OBJECTS, objects)
    yield _deny("DenyDecrypting", _DECRYPTING, keys)
    yield _deny("DenyWorkingAsOthers", _OTHER_ROLES, roles)


def _deny(sid: str, actions: Iterable[str], but: Iterable[str]) -> Statement:
    spared = [*but]
    return {"Sid": sid, "Effect": "Deny", "Action": [*actions], **({"NotResource": spared} if spared else _EVERYWHERE)}


_EVERYWHERE = {"Resource": "*"}
