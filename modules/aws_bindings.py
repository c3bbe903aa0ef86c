"""The one door to the generated AWS bindings.

Importing `cdktf_cdktf_provider_aws` runs an `__init__` that loads all of its 2,200 modules (11 to 20 s, up to
1.6 GB). A bare package object put in its place lets each resource's module load alone (3 s for all of ours).
Moving to CDK Terrain (`cdktn`) is an edit of this file.
"""

from __future__ import annotations

import importlib.util
import sys
from types import ModuleType

_PACKAGE = "cdktf_cdktf_provider_aws"

if _PACKAGE not in sys.modules:
    _spec = importlib.util.find_spec(_PACKAGE)
    if _spec is None or _spec.submodule_search_locations is None:
        raise ModuleNotFoundError(f"{_PACKAGE} is not installed; run `make setup`")
    _bare = ModuleType(_PACKAGE)
    _bare.__path__ = list(_spec.submodule_search_locations)
    _bare.__spec__ = _spec
    sys.modules[_PACKAGE] = _bare

# ruff: noqa: E402, TID251 - after the lines above, and only here
from cdktf_cdktf_provider_aws.accessanalyzer_analyzer import AccessanalyzerAnalyzer
from cdktf_cdktf_provider_aws.account_alternate_contact import AccountAlternateContact
from cdktf_cdktf_provider_aws.cloudwatch_log_group import (
    CloudwatchLogGroup,
)
from cdktf_cdktf_provider_aws.controltower_control import ControltowerControl, ControltowerControlParameters
from cdktf_cdktf_provider_aws.controltower_landing_zone import ControltowerLandingZone
from cdktf_cdktf_provider_aws.customer_gateway import (
    CustomerGateway,
)
from cdktf_cdktf_provider_aws.data_aws_caller_identity import DataAwsCallerIdentity
from cdktf_cdktf_provider_aws.data_aws_ec2_transit_gateway_dx_gateway_attachment import (
    DataAwsEc2TransitGatewayDxGatewayAttachment,
)
from cdktf_cdktf_provider_aws.data_aws_identitystore_group import (
    DataAwsIdentitystoreGroup,
    DataAwsIdentitystoreGroupAlternateIdentifier,
    DataAwsIdentitystoreGroupAlternateIdentifierUniqueAttribute,
)
from cdktf_cdktf_provider_aws.data_aws_ssoadmin_instances import DataAwsSsoadminInstances
from cdktf_cdktf_provider_aws.data_aws_vpcs import DataAwsVpcs, DataAwsVpcsFilter
from cdktf_cdktf_provider_aws.default_route_table import DefaultRouteTable
from cdktf_cdktf_provider_aws.default_security_group import DefaultSecurityGroup
from cdktf_cdktf_provider_aws.dx_gateway import (
    DxGateway,
)
from cdktf_cdktf_provider_aws.dx_gateway_association import (
    DxGatewayAssociation,
)
from cdktf_cdktf_provider_aws.ebs_default_kms_key import EbsDefaultKmsKey
from cdktf_cdktf_provider_aws.ebs_encryption_by_default import EbsEncryptionByDefault
from cdktf_cdktf_provider_aws.ebs_snapshot_block_public_access import EbsSnapshotBlockPublicAccess
from cdktf_cdktf_provider_aws.ec2_image_block_public_access import Ec2ImageBlockPublicAccess
from cdktf_cdktf_provider_aws.ec2_instance_metadata_defaults import Ec2InstanceMetadataDefaults
from cdktf_cdktf_provider_aws.ec2_transit_gateway import Ec2TransitGateway
from cdktf_cdktf_provider_aws.ec2_transit_gateway_route import Ec2TransitGatewayRoute
from cdktf_cdktf_provider_aws.ec2_transit_gateway_route_table import Ec2TransitGatewayRouteTable
from cdktf_cdktf_provider_aws.ec2_transit_gateway_route_table_association import Ec2TransitGatewayRouteTableAssociation
from cdktf_cdktf_provider_aws.ec2_transit_gateway_route_table_propagation import Ec2TransitGatewayRouteTablePropagation
from cdktf_cdktf_provider_aws.ec2_transit_gateway_vpc_attachment import Ec2TransitGatewayVpcAttachment
from cdktf_cdktf_provider_aws.eip import Eip
from cdktf_cdktf_provider_aws.flow_log import FlowLog
from cdktf_cdktf_provider_aws.iam_account_password_policy import IamAccountPasswordPolicy
from cdktf_cdktf_provider_aws.iam_role import IamRole
from cdktf_cdktf_provider_aws.iam_role_policy import IamRolePolicy
from cdktf_cdktf_provider_aws.iam_role_policy_attachment import IamRolePolicyAttachment
from cdktf_cdktf_provider_aws.identitystore_group import IdentitystoreGroup
from cdktf_cdktf_provider_aws.identitystore_group_membership import IdentitystoreGroupMembership
from cdktf_cdktf_provider_aws.identitystore_user import (
    IdentitystoreUser,
    IdentitystoreUserAddresses,
    IdentitystoreUserEmails,
    IdentitystoreUserName,
)
from cdktf_cdktf_provider_aws.internet_gateway import InternetGateway
from cdktf_cdktf_provider_aws.kms_alias import KmsAlias
from cdktf_cdktf_provider_aws.kms_key import KmsKey
from cdktf_cdktf_provider_aws.nat_gateway import NatGateway
from cdktf_cdktf_provider_aws.networkfirewall_firewall import (
    NetworkfirewallFirewall,
    NetworkfirewallFirewallEncryptionConfiguration,
    NetworkfirewallFirewallSubnetMapping,
)
from cdktf_cdktf_provider_aws.networkfirewall_firewall_policy import (
    NetworkfirewallFirewallPolicy,
    NetworkfirewallFirewallPolicyEncryptionConfiguration,
    NetworkfirewallFirewallPolicyFirewallPolicy,
    NetworkfirewallFirewallPolicyFirewallPolicyPolicyVariables,
    NetworkfirewallFirewallPolicyFirewallPolicyPolicyVariablesRuleVariables,
    NetworkfirewallFirewallPolicyFirewallPolicyPolicyVariablesRuleVariablesIpSet,
    NetworkfirewallFirewallPolicyFirewallPolicyStatefulEngineOptions,
    NetworkfirewallFirewallPolicyFirewallPolicyStatefulRuleGroupReference,
)
from cdktf_cdktf_provider_aws.networkfirewall_logging_configuration import (
    NetworkfirewallLoggingConfiguration,
    NetworkfirewallLoggingConfigurationLoggingConfiguration,
    NetworkfirewallLoggingConfigurationLoggingConfigurationLogDestinationConfig,
)
from cdktf_cdktf_provider_aws.networkfirewall_rule_group import (
    NetworkfirewallRuleGroup,
    NetworkfirewallRuleGroupEncryptionConfiguration,
    NetworkfirewallRuleGroupRuleGroup,
    NetworkfirewallRuleGroupRuleGroupRulesSource,
    NetworkfirewallRuleGroupRuleGroupRulesSourceRulesSourceListStruct,
    NetworkfirewallRuleGroupRuleGroupStatefulRuleOptions,
)
from cdktf_cdktf_provider_aws.organizations_account import OrganizationsAccount
from cdktf_cdktf_provider_aws.organizations_delegated_administrator import OrganizationsDelegatedAdministrator
from cdktf_cdktf_provider_aws.organizations_organization import OrganizationsOrganization
from cdktf_cdktf_provider_aws.organizations_organizational_unit import OrganizationsOrganizationalUnit
from cdktf_cdktf_provider_aws.organizations_policy import OrganizationsPolicy
from cdktf_cdktf_provider_aws.organizations_policy_attachment import OrganizationsPolicyAttachment
from cdktf_cdktf_provider_aws.provider import AwsProvider, AwsProviderAssumeRole, AwsProviderDefaultTags
from cdktf_cdktf_provider_aws.ram_principal_association import RamPrincipalAssociation
from cdktf_cdktf_provider_aws.ram_resource_association import RamResourceAssociation
from cdktf_cdktf_provider_aws.ram_resource_share import RamResourceShare
from cdktf_cdktf_provider_aws.ram_sharing_with_organization import RamSharingWithOrganization
from cdktf_cdktf_provider_aws.route import Route
from cdktf_cdktf_provider_aws.route53_profiles_association import Route53ProfilesAssociation
from cdktf_cdktf_provider_aws.route53_profiles_profile import (
    Route53ProfilesProfile,
)
from cdktf_cdktf_provider_aws.route53_profiles_resource_association import (
    Route53ProfilesResourceAssociation,
)
from cdktf_cdktf_provider_aws.route53_record import (
    Route53Record,
    Route53RecordAlias,
)
from cdktf_cdktf_provider_aws.route53_resolver_endpoint import (
    Route53ResolverEndpoint,
    Route53ResolverEndpointIpAddress,
)
from cdktf_cdktf_provider_aws.route53_resolver_firewall_domain_list import (
    Route53ResolverFirewallDomainList,
)
from cdktf_cdktf_provider_aws.route53_resolver_firewall_rule import (
    Route53ResolverFirewallRule,
)
from cdktf_cdktf_provider_aws.route53_resolver_firewall_rule_group import (
    Route53ResolverFirewallRuleGroup,
)
from cdktf_cdktf_provider_aws.route53_resolver_query_log_config import (
    Route53ResolverQueryLogConfig,
)
from cdktf_cdktf_provider_aws.route53_resolver_rule import (
    Route53ResolverRule,
    Route53ResolverRuleTargetIp,
)
from cdktf_cdktf_provider_aws.route53_zone import (
    Route53Zone,
    Route53ZoneVpc,
)
from cdktf_cdktf_provider_aws.route_table import RouteTable
from cdktf_cdktf_provider_aws.route_table_association import RouteTableAssociation
from cdktf_cdktf_provider_aws.s3_account_public_access_block import S3AccountPublicAccessBlock
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket
from cdktf_cdktf_provider_aws.s3_bucket_lifecycle_configuration import (
    S3BucketLifecycleConfiguration,
    S3BucketLifecycleConfigurationRule,
    S3BucketLifecycleConfigurationRuleAbortIncompleteMultipartUpload,
    S3BucketLifecycleConfigurationRuleExpiration,
    S3BucketLifecycleConfigurationRuleFilter,
    S3BucketLifecycleConfigurationRuleNoncurrentVersionExpiration,
)
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
from cdktf_cdktf_provider_aws.security_group import (
    SecurityGroup,
)
from cdktf_cdktf_provider_aws.servicecatalog_provisioned_product import (
    ServicecatalogProvisionedProduct,
    ServicecatalogProvisionedProductProvisioningParameters,
)
from cdktf_cdktf_provider_aws.ssm_parameter import SsmParameter
from cdktf_cdktf_provider_aws.ssoadmin_account_assignment import (
    SsoadminAccountAssignment,
    SsoadminAccountAssignmentTimeouts,
)
from cdktf_cdktf_provider_aws.ssoadmin_customer_managed_policy_attachment import (
    SsoadminCustomerManagedPolicyAttachment,
    SsoadminCustomerManagedPolicyAttachmentCustomerManagedPolicyReference,
    SsoadminCustomerManagedPolicyAttachmentTimeouts,
)
from cdktf_cdktf_provider_aws.ssoadmin_instance_access_control_attributes import (
    SsoadminInstanceAccessControlAttributes,
    SsoadminInstanceAccessControlAttributesAttribute,
    SsoadminInstanceAccessControlAttributesAttributeValue,
)
from cdktf_cdktf_provider_aws.ssoadmin_managed_policy_attachment import (
    SsoadminManagedPolicyAttachment,
    SsoadminManagedPolicyAttachmentTimeouts,
)
from cdktf_cdktf_provider_aws.ssoadmin_permission_set import SsoadminPermissionSet, SsoadminPermissionSetTimeouts
from cdktf_cdktf_provider_aws.ssoadmin_permission_set_inline_policy import (
    SsoadminPermissionSetInlinePolicy,
    SsoadminPermissionSetInlinePolicyTimeouts,
)
from cdktf_cdktf_provider_aws.ssoadmin_permissions_boundary_attachment import (
    SsoadminPermissionsBoundaryAttachment,
    SsoadminPermissionsBoundaryAttachmentPermissionsBoundary,
    SsoadminPermissionsBoundaryAttachmentPermissionsBoundaryCustomerManagedPolicyReference,
    SsoadminPermissionsBoundaryAttachmentTimeouts,
)
from cdktf_cdktf_provider_aws.subnet import Subnet
from cdktf_cdktf_provider_aws.vpc import Vpc
from cdktf_cdktf_provider_aws.vpc_endpoint import VpcEndpoint
from cdktf_cdktf_provider_aws.vpc_ipam import VpcIpam, VpcIpamOperatingRegions
from cdktf_cdktf_provider_aws.vpc_ipam_organization_admin_account import VpcIpamOrganizationAdminAccount
from cdktf_cdktf_provider_aws.vpc_ipam_pool import VpcIpamPool
from cdktf_cdktf_provider_aws.vpc_ipam_pool_cidr import VpcIpamPoolCidr
from cdktf_cdktf_provider_aws.vpc_ipam_pool_cidr_allocation import VpcIpamPoolCidrAllocation
from cdktf_cdktf_provider_aws.vpc_security_group_egress_rule import (
    VpcSecurityGroupEgressRule,
)
from cdktf_cdktf_provider_aws.vpc_security_group_ingress_rule import (
    VpcSecurityGroupIngressRule,
)
from cdktf_cdktf_provider_aws.vpn_connection import (
    VpnConnection,
    VpnConnectionTunnel1LogOptions,
    VpnConnectionTunnel1LogOptionsCloudwatchLogOptions,
    VpnConnectionTunnel2LogOptions,
    VpnConnectionTunnel2LogOptionsCloudwatchLogOptions,
)

__all__ = [
    "AccessanalyzerAnalyzer",
    "AccountAlternateContact",
    "AwsProvider",
    "AwsProviderAssumeRole",
    "AwsProviderDefaultTags",
    "CloudwatchLogGroup",
    "ControltowerControl",
    "ControltowerControlParameters",
    "ControltowerLandingZone",
    "CustomerGateway",
    "DataAwsCallerIdentity",
    "DataAwsEc2TransitGatewayDxGatewayAttachment",
    "DataAwsIdentitystoreGroup",
    "DataAwsIdentitystoreGroupAlternateIdentifier",
    "DataAwsIdentitystoreGroupAlternateIdentifierUniqueAttribute",
    "DataAwsSsoadminInstances",
    "DataAwsVpcs",
    "DataAwsVpcsFilter",
    "DefaultRouteTable",
    "DefaultSecurityGroup",
    "DxGateway",
    "DxGatewayAssociation",
    "EbsDefaultKmsKey",
    "EbsEncryptionByDefault",
    "EbsSnapshotBlockPublicAccess",
    "Ec2ImageBlockPublicAccess",
    "Ec2InstanceMetadataDefaults",
    "Ec2TransitGateway",
    "Ec2TransitGatewayRoute",
    "Ec2TransitGatewayRouteTable",
    "Ec2TransitGatewayRouteTableAssociation",
    "Ec2TransitGatewayRouteTablePropagation",
    "Ec2TransitGatewayVpcAttachment",
    "Eip",
    "FlowLog",
    "IamAccountPasswordPolicy",
    "IamRole",
    "IamRolePolicy",
    "IamRolePolicyAttachment",
    "IdentitystoreGroup",
    "IdentitystoreGroupMembership",
    "IdentitystoreUser",
    "IdentitystoreUserAddresses",
    "IdentitystoreUserEmails",
    "IdentitystoreUserName",
    "InternetGateway",
    "KmsAlias",
    "KmsKey",
    "NatGateway",
    "NetworkfirewallFirewall",
    "NetworkfirewallFirewallEncryptionConfiguration",
    "NetworkfirewallFirewallPolicy",
    "NetworkfirewallFirewallPolicyEncryptionConfiguration",
    "NetworkfirewallFirewallPolicyFirewallPolicy",
    "NetworkfirewallFirewallPolicyFirewallPolicyPolicyVariables",
    "NetworkfirewallFirewallPolicyFirewallPolicyPolicyVariablesRuleVariables",
    "NetworkfirewallFirewallPolicyFirewallPolicyPolicyVariablesRuleVariablesIpSet",
    "NetworkfirewallFirewallPolicyFirewallPolicyStatefulEngineOptions",
    "NetworkfirewallFirewallPolicyFirewallPolicyStatefulRuleGroupReference",
    "NetworkfirewallFirewallSubnetMapping",
    "NetworkfirewallLoggingConfiguration",
    "NetworkfirewallLoggingConfigurationLoggingConfiguration",
    "NetworkfirewallLoggingConfigurationLoggingConfigurationLogDestinationConfig",
    "NetworkfirewallRuleGroup",
    "NetworkfirewallRuleGroupEncryptionConfiguration",
    "NetworkfirewallRuleGroupRuleGroup",
    "NetworkfirewallRuleGroupRuleGroupRulesSource",
    "NetworkfirewallRuleGroupRuleGroupRulesSourceRulesSourceListStruct",
    "NetworkfirewallRuleGroupRuleGroupStatefulRuleOptions",
    "OrganizationsAccount",
    "OrganizationsDelegatedAdministrator",
    "OrganizationsOrganization",
    "OrganizationsOrganizationalUnit",
    "OrganizationsPolicy",
    "OrganizationsPolicyAttachment",
    "RamPrincipalAssociation",
    "RamResourceAssociation",
    "RamResourceShare",
    "RamSharingWithOrganization",
    "Route",
    "Route53ProfilesAssociation",
    "Route53ProfilesProfile",
    "Route53ProfilesResourceAssociation",
    "Route53Record",
    "Route53RecordAlias",
    "Route53ResolverEndpoint",
    "Route53ResolverEndpointIpAddress",
    "Route53ResolverFirewallDomainList",
    "Route53ResolverFirewallRule",
    "Route53ResolverFirewallRuleGroup",
    "Route53ResolverQueryLogConfig",
    "Route53ResolverRule",
    "Route53ResolverRuleTargetIp",
    "Route53Zone",
    "Route53ZoneVpc",
    "RouteTable",
    "RouteTableAssociation",
    "S3AccountPublicAccessBlock",
    "S3Bucket",
    "S3BucketLifecycleConfiguration",
    "S3BucketLifecycleConfigurationRule",
    "S3BucketLifecycleConfigurationRuleAbortIncompleteMultipartUpload",
    "S3BucketLifecycleConfigurationRuleExpiration",
    "S3BucketLifecycleConfigurationRuleFilter",
    "S3BucketLifecycleConfigurationRuleNoncurrentVersionExpiration",
    "S3BucketOwnershipControls",
    "S3BucketOwnershipControlsRule",
    "S3BucketPolicy",
    "S3BucketPublicAccessBlock",
    "S3BucketServerSideEncryptionConfigurationA",
    "S3BucketServerSideEncryptionConfigurationRuleA",
    "S3BucketServerSideEncryptionConfigurationRuleApplyServerSideEncryptionByDefaultA",
    "S3BucketVersioningA",
    "S3BucketVersioningVersioningConfiguration",
    "SecurityGroup",
    "ServicecatalogProvisionedProduct",
    "ServicecatalogProvisionedProductProvisioningParameters",
    "SsmParameter",
    "SsoadminAccountAssignment",
    "SsoadminAccountAssignmentTimeouts",
    "SsoadminCustomerManagedPolicyAttachment",
    "SsoadminCustomerManagedPolicyAttachmentCustomerManagedPolicyReference",
    "SsoadminCustomerManagedPolicyAttachmentTimeouts",
    "SsoadminInstanceAccessControlAttributes",
    "SsoadminInstanceAccessControlAttributesAttribute",
    "SsoadminInstanceAccessControlAttributesAttributeValue",
    "SsoadminManagedPolicyAttachment",
    "SsoadminManagedPolicyAttachmentTimeouts",
    "SsoadminPermissionSet",
    "SsoadminPermissionSetInlinePolicy",
    "SsoadminPermissionSetInlinePolicyTimeouts",
    "SsoadminPermissionSetTimeouts",
    "SsoadminPermissionsBoundaryAttachment",
    "SsoadminPermissionsBoundaryAttachmentPermissionsBoundary",
    "SsoadminPermissionsBoundaryAttachmentPermissionsBoundaryCustomerManagedPolicyReference",
    "SsoadminPermissionsBoundaryAttachmentTimeouts",
    "Subnet",
    "Vpc",
    "VpcEndpoint",
    "VpcIpam",
    "VpcIpamOperatingRegions",
    "VpcIpamOrganizationAdminAccount",
    "VpcIpamPool",
    "VpcIpamPoolCidr",
    "VpcIpamPoolCidrAllocation",
    "VpcSecurityGroupEgressRule",
    "VpcSecurityGroupIngressRule",
    "VpnConnection",
    "VpnConnectionTunnel1LogOptions",
    "VpnConnectionTunnel1LogOptionsCloudwatchLogOptions",
    "VpnConnectionTunnel2LogOptions",
    "VpnConnectionTunnel2LogOptionsCloudwatchLogOptions",
]
