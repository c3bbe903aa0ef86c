"""The role that jobs of a data lake work as: from raw to consumption."""

from __future__ import annotations

from collections.abc import Sequence

from cdktf_cdktf_provider_aws.iam_role import IamRole
from cdktf_cdktf_provider_aws.iam_role_policy import IamRolePolicy
from constructs import Construct

from modules.data.lake import PIPELINE_NAME, PIPELINE_PATH, Lake
from modules.storage.statements import Statement, allow, policy, trust_for_the_account

_OBJECTS = (
    "s3:AbortMultipartUpload",
    "s3:DeleteObject",
    "s3:GetObject",
    "s3:ListMultipartUploadParts",
    "s3:PutObject",
)
_KEYS = ("kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*")
_CATALOG_KEY = ("kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey")
"""What a role needs of the key of an encrypted catalog to keep tables in it (AWS Glue Developer Guide, Setting up
encryption in AWS Glue)."""
_TABLES = (
    "glue:BatchCreatePartition",
    "glue:BatchDeletePartition",
    "glue:BatchGetPartition",
    "glue:BatchUpdatePartition",
    "glue:CreatePartition",
    "glue:CreateTable",
    "glue:DeletePartition",
    "glue:DeleteTable",
    "glue:GetDatabase",
    "glue:GetDatabases",
    "glue:GetPartition",
    "glue:GetPartitions",
    "glue:GetTable",
    "glue:GetTables",
    "glue:UpdatePartition",
    "glue:UpdateTable",
)
_NETWORK = (
    "ec2:DescribeNetworkInterfaces",
    "ec2:DescribeRouteTables",
    "ec2:DescribeSecurityGroups",
    "ec2:DescribeSubnets",
    "ec2:DescribeVpcAttribute",
    "ec2:DescribeVpcEndpoints",
    "glue:GetConnection",
)
_LF_TAGS = (
    "lakeformation:AddLFTagsToResource",
    "lakeformation:GetDataAccess",
    "lakeformation:GetLFTag",
    "lakeformation:GetResourceLFTags",
    "lakeformation:ListLFTags",
    "lakeformation:RemoveLFTagsFromResource",
)


class PipelineRole(Construct):
    """Define the role, which AWS Glue alone works as, in the lake's account only, with the account's boundary.

    Whoever may give a job its script reads what the role reads. That is data engineers of the lake, through a job that
    is recorded; nobody reads raw data by hand.

    Args:
        scope: The module.
        id_: What it is called in addresses.
        lake: Whose it is.
        boundary_arn: The permissions boundary.

    """

    def __init__(self, scope: Construct, id_: str, *, lake: Lake, boundary_arn: str) -> None:
        super().__init__(scope, id_)
        trust = trust_for_the_account("TrustGlueOfTheAccount", "glue", lake.account_id)
        self._role = IamRole(
            self,
            "Default",
            name=PIPELINE_NAME,
            path=PIPELINE_PATH,
            description="What jobs of the data lake work as",
            permissions_boundary=boundary_arn,
            assume_role_policy=policy([trust]),
        )
        self._lake = lake

    def let_work_in(
        self, *, bucket_arns: Sequence[str], key_arns: Sequence[str], catalog_key_arn: str, scripts_arn: str
    ) -> None:
        """Define what the role may do: with the zones' buckets and keys, scripts, and the key of the catalog."""
        statements = _statements(self._lake, bucket_arns, key_arns, catalog_key_arn)
        statements.append(allow("ReadScripts", ["s3:GetObject"], [f"{scripts_arn}/*"]))
        IamRolePolicy(self, "policy", name="WorkInTheLake", role=self._role.name, policy=policy(statements))

    @property
    def role_arn(self) -> str:
        """Token: the role's ARN."""
        return self._role.arn


def _statements(
    lake: Lake, bucket_arns: Sequence[str], key_arns: Sequence[str], catalog_key_arn: str
) -> list[Statement]:
    catalog, ec2 = f"arn:aws:glue:*:{lake.account_id}:", f"arn:aws:ec2:*:{lake.account_id}:"
    tables = [
        f"{catalog}catalog",
        f"{catalog}database/{lake.database_prefix}_*",
        f"{catalog}table/{lake.database_prefix}_*/*",
    ]
    interfaces = [f"{ec2}{kind}/*" for kind in ("network-interface", "security-group", "subnet")]
    logs = f"arn:aws:logs:*:{lake.account_id}:log-group:/aws-glue/*"
    return [
        allow("ListTheLake", ["s3:GetBucketLocation", "s3:ListBucket"], bucket_arns),
        allow("WorkInTheLake", _OBJECTS, [f"{arn}/*" for arn in bucket_arns]),
        allow("UseTheLakesKeys", _KEYS, key_arns),
        allow("KeepTables", _TABLES, tables),
        allow("EncryptMetadata", _CATALOG_KEY, [catalog_key_arn]),
        allow("TagTablesAndGetWhatIsGranted", _LF_TAGS, ["*"]),
        allow("SeeTheNetwork", _NETWORK, ["*"]),
        allow("ConnectToTheNetwork", ["ec2:CreateNetworkInterface", "ec2:DeleteNetworkInterface"], interfaces),
        allow("TagInterfaces", ["ec2:CreateTags", "ec2:DeleteTags"], interfaces[:2]),
        allow("WriteLogs", ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"], [logs]),
    ]
