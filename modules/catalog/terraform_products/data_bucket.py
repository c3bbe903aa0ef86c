"""A team's data bucket, with a key and a policy of its own, as a Terraform product."""

from __future__ import annotations

from cdktf import TerraformOutput, TerraformStack, TerraformVariable, TerraformVariableValidationConfig
from cdktf_cdktf_provider_aws.data_aws_caller_identity import DataAwsCallerIdentity
from cdktf_cdktf_provider_aws.data_aws_iam_policy_document import (
    DataAwsIamPolicyDocument,
    DataAwsIamPolicyDocumentStatement,
    DataAwsIamPolicyDocumentStatementCondition,
    DataAwsIamPolicyDocumentStatementPrincipals,
)
from cdktf_cdktf_provider_aws.kms_key import KmsKey
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket
from cdktf_cdktf_provider_aws.s3_bucket_ownership_controls import (
    S3BucketOwnershipControls,
    S3BucketOwnershipControlsRule,
)
from cdktf_cdktf_provider_aws.s3_bucket_policy import S3BucketPolicy
from cdktf_cdktf_provider_aws.s3_bucket_public_access_block import S3BucketPublicAccessBlock
from cdktf_cdktf_provider_aws.s3_bucket_server_side_encryption_configuration import (
    S3BucketServerSideEncryptionConfigurationA,
    S3BucketServerSideEncryptionConfigurationRuleA,
    S3BucketServerSideEncryptionConfigurationRuleApplyServerSideEncryptionByDefaultA,
)
from cdktf_cdktf_provider_aws.s3_bucket_versioning import S3BucketVersioningA, S3BucketVersioningVersioningConfiguration
from constructs import Construct

_PARAMETERS = {
    "name": "What it is called, behind the names of the team and the stage",
    "team": "The team",
    "stage": "The stage of the account",
    "cost_center": "Who pays",
}
_IN_NAMES = ("name", "team", "stage")
_WORDS = "lower-case words joined by single hyphens"


class DataBucket(Construct):
    """Define a bucket of one team: private, versioned, under a key of its own, with TLS only.

    Policies are data sources: of a text with quotes cdktf makes HCL that Terraform does not read. Whoever terminates
    the product destroys the bucket once it is empty, so nothing is protected from that here.

    Args:
        scope: The stack of the product.
        id_: What it is called in addresses.

    """

    def __init__(self, scope: Construct, id_: str) -> None:
        super().__init__(scope, id_)
        values = {name: _parameter(scope, name, meaning).string_value for name, meaning in _PARAMETERS.items()}
        account_id = DataAwsCallerIdentity(self, "account").account_id
        tags = {"Team": values["team"], "Stage": values["stage"], "CostCenter": values["cost_center"]}
        name = f"{values['team']}-{values['stage']}-{values['name']}"
        key = KmsKey(
            self,
            "key",
            description=f"Data of {name}",
            enable_key_rotation=True,
            deletion_window_in_days=30,
            policy=_governed_by(self, account_id).json,
            tags=tags,
        )
        bucket = S3Bucket(self, "Default", bucket=f"{name}-{account_id}", tags=tags)
        _close(self, bucket, key.arn)
        S3BucketPolicy(self, "policy", bucket=bucket.id, policy=_with_tls(self, bucket.arn).json)
        TerraformOutput(scope, "bucket_name", value=bucket.id, static_id=True)
        TerraformOutput(scope, "key_arn", value=key.arn, static_id=True)


def data_bucket(stack: TerraformStack) -> None:
    """Define the product in its stack."""
    DataBucket(stack, "data-bucket")


def _parameter(scope: Construct, name: str, meaning: str) -> TerraformVariable:
    is_word = f'can(regex("^[a-z0-9]+(-[a-z0-9]+)*$", var.{name}))'
    validation = TerraformVariableValidationConfig(condition=f"${{{is_word}}}", error_message=f"It must be {_WORDS}.")
    validations = [validation] if name in _IN_NAMES else []
    return TerraformVariable(scope, name, type="string", description=meaning, validation=validations)


def _close(scope: Construct, bucket: S3Bucket, key_arn: str) -> None:
    """Keep everybody out whom the account does not let in, and encrypt what is put in."""
    S3BucketPublicAccessBlock(
        scope,
        "public-access",
        bucket=bucket.id,
        block_public_acls=True,
        block_public_policy=True,
        ignore_public_acls=True,
        restrict_public_buckets=True,
    )
    ownership = S3BucketOwnershipControlsRule(object_ownership="BucketOwnerEnforced")
    S3BucketOwnershipControls(scope, "ownership", bucket=bucket.id, rule=ownership)
    versioning = S3BucketVersioningVersioningConfiguration(status="Enabled")
    S3BucketVersioningA(scope, "versioning", bucket=bucket.id, versioning_configuration=versioning)
    default = S3BucketServerSideEncryptionConfigurationRuleApplyServerSideEncryptionByDefaultA(
        sse_algorithm="aws:kms", kms_master_key_id=key_arn
    )
    rule = S3BucketServerSideEncryptionConfigurationRuleA(
        apply_server_side_encryption_by_default=default, bucket_key_enabled=True
    )
    S3BucketServerSideEncryptionConfigurationA(scope, "encryption", bucket=bucket.id, rule=[rule])


def _governed_by(scope: Construct, account_id: str) -> DataAwsIamPolicyDocument:
    account = DataAwsIamPolicyDocumentStatementPrincipals(type="AWS", identifiers=[f"arn:aws:iam::{account_id}:root"])
    statement = DataAwsIamPolicyDocumentStatement(
        sid="AccountGovernsItsKey", effect="Allow", actions=["kms:*"], resources=["*"], principals=[account]
    )
    return DataAwsIamPolicyDocument(scope, "key-policy", statement=[statement])


def _with_tls(scope: Construct, bucket_arn: str) -> DataAwsIamPolicyDocument:
    everybody = DataAwsIamPolicyDocumentStatementPrincipals(type="*", identifiers=["*"])
    plain = DataAwsIamPolicyDocumentStatementCondition(test="Bool", variable="aws:SecureTransport", values=["false"])
    statement = DataAwsIamPolicyDocumentStatement(
        sid="DenyWithoutTls",
        effect="Deny",
        actions=["s3:*"],
        resources=[bucket_arn, f"{bucket_arn}/*"],
        principals=[everybody],
        condition=[plain],
    )
    return DataAwsIamPolicyDocument(scope, "bucket-policy", statement=[statement])
