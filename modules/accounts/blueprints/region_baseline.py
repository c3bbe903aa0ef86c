"""The part of the security baseline that an account has in each of its regions."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from cdktf import TerraformIterator, Token
from cdktf_cdktf_provider_aws.accessanalyzer_analyzer import AccessanalyzerAnalyzer
from cdktf_cdktf_provider_aws.data_aws_vpcs import DataAwsVpcs, DataAwsVpcsFilter
from cdktf_cdktf_provider_aws.default_security_group import DefaultSecurityGroup
from cdktf_cdktf_provider_aws.ebs_snapshot_block_public_access import EbsSnapshotBlockPublicAccess
from cdktf_cdktf_provider_aws.ec2_image_block_public_access import Ec2ImageBlockPublicAccess
from cdktf_cdktf_provider_aws.ec2_instance_metadata_defaults import Ec2InstanceMetadataDefaults
from constructs import Construct

from modules.accounts.blueprints.ebs_encryption import EbsEncryption
from modules.accounts.blueprints.spec import BaselineSpec


class RegionBaseline(Construct):
    """Define an account's settings in the region of the module's provider.

    AWS Foundational Security Best Practices: EBS encryption by default (EC2.7), snapshots and images never public
    (EC2.1, EC2.182), IMDSv2 (EC2.8), closed default security groups (EC2.2), an Access Analyzer (IAM.28).

    Args:
        scope: The module.
        id_: The start of the settings' addresses.
        spec: What the baseline says.
        has_analyzer: Whether the account has an Access Analyzer of its own.
        declared: EC2 attributes that a declarative policy sets for all accounts, by their names in such a policy
            (AWS Organizations User Guide, Declarative policy syntax and examples).

    """

    def __init__(
        self, scope: Construct, id_: str, *, spec: BaselineSpec, has_analyzer: bool, declared: AbstractSet[str]
    ) -> None:
        super().__init__(scope, id_)
        EbsEncryption(self, "ebs-encryption", deletion_days=spec.key_deletion_days)
        # An account cannot set what a declarative policy of its organization sets: AWS refuses the call.
        if "snapshot_block_public_access" not in declared:
            EbsSnapshotBlockPublicAccess(self, "snapshots", state="block-all-sharing")
        if "image_block_public_access" not in declared:
            Ec2ImageBlockPublicAccess(self, "images", state="block-new-sharing")
        if "instance_metadata_defaults" not in declared:
            Ec2InstanceMetadataDefaults(
                self,
                "instance-metadata",
                http_endpoint="enabled",
                http_tokens="required",
                http_put_response_hop_limit=spec.metadata_hop_limit,
            )
        # An account may have been made without a default VPC, or have lost it: whether there is one is known at apply.
        default_vpcs = DataAwsVpcs(self, "default-vpcs", filter=[DataAwsVpcsFilter(name="is-default", values=["true"])])
        each_vpc = TerraformIterator.from_list(default_vpcs.ids)
        DefaultSecurityGroup(self, "closed-default-group", for_each=each_vpc, vpc_id=Token.as_string(each_vpc.value))
        if has_analyzer:
            define_analyzer(self)


def define_analyzer(scope: Construct) -> None:
    """Define the Access Analyzer that an account has of its own in the region of the module's provider."""
    AccessanalyzerAnalyzer(scope, "access-analyzer", analyzer_name="landing-zone", type="ACCOUNT")
