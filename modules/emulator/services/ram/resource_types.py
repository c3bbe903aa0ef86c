"""Which resources can be shared, by their ARN, and the permission that a share of each begins with.

From the AWS RAM User Guide, "Shareable AWS resources", and the API page "ListResourceTypes".
"""

from __future__ import annotations

import re

from moto.ram.utils import AWS_MANAGED_PERMISSIONS

from modules.emulator.records.call import Refusal

_ARN = re.compile(r"arn:(?P<partition>[\w-]+):(?P<service>[\w-]+):(?P<region>[\w-]*):(?P<account>\d{12}):(?P<path>.+)")
_ADDED = {
    "acm-pca:CertificateAuthority": "AWSRAMDefaultPermissionCertificateAuthority",
    "ec2:IpamPool": "AWSRAMDefaultPermissionsIpamPool",
    "ec2:IpamResourceDiscovery": "AWSRAMPermissionIpamResourceDiscovery",
    "ec2:SecurityGroup": "AWSRAMDefaultPermissionSecurityGroup",
    "ec2:TransitGateway": "AWSRAMDefaultPermissionTransitGateway",
    "network-firewall:FirewallPolicy": "AWSRAMDefaultPermissionNetworkFirewallFirewallPolicy",
    "network-firewall:StatefulRuleGroup": "AWSRAMDefaultPermissionNetworkFirewallStatefulRuleGroup",
    "network-firewall:StatelessRuleGroup": "AWSRAMDefaultPermissionNetworkFirewallStatelessRuleGroup",
    "route53profiles:Profile": "AWSRAMPermissionRoute53ProfileAllowAssociation",
    "route53resolver:FirewallRuleGroup": "AWSRAMDefaultPermissionResolverFirewallRuleGroup",
    "route53resolver:ResolverQueryLogConfig": "AWSRAMDefaultPermissionResolverQueryLogConfig",
    "sagemaker:FeatureGroup": "AWSRAMPermissionSageMakerFeatureGroupReadWrite",
    "sagemaker:Hub": "AWSRAMPermissionSageMakerHubRead",
    "sagemaker:ModelPackageGroup": "AWSRAMPermissionSageMakerModelPackageGroup",
    "sagemaker:SagemakerCatalog": "AWSRAMPermissionSageMakerCatalogResourceSearch",
    "servicediscovery:Namespace": "AWSRAMPermissionCloudMapNamespace",
    "vpc-lattice:Service": "AWSRAMDefaultPermissionVpcLatticeService",
    "vpc-lattice:ServiceNetwork": "AWSRAMDefaultPermissionVpcLatticeServiceNetwork",
}
_MOTO: dict[str, str] = {p["resourceType"]: p["name"] for p in AWS_MANAGED_PERMISSIONS if p["isResourceTypeDefault"]}
DEFAULT_PERMISSIONS = _MOTO | _ADDED
_BY_PATH = {name.lower(): name for name in DEFAULT_PERMISSIONS}


def resource_type(arn: str) -> str:
    """Tell what an ARN names, as AWS RAM calls it, or refuse it."""
    match = _ARN.fullmatch(arn)
    if match is None:
        message = f"The specified resource ARN {arn} is not valid. Verify the ARN and try again."
        raise Refusal("MalformedArnException", message)
    kind = re.split(r"[/:]", match["path"])[0].replace("-", "")
    found = _BY_PATH.get(f"{match['service']}:{kind}".lower())
    if found is None:
        raise Refusal("MalformedArnException", "You cannot share the selected resource type.")
    return found


def check_owned(arn: str, owner: str, region: str) -> None:
    """Refuse a resource of another account or Region; the account and the Region are part of its ARN."""
    kind, match = resource_type(arn), _ARN.fullmatch(arn)
    if match is not None and (match["account"], match["region"] or region) != (owner, region):
        message = f"The {kind} {arn} is not owned by account {owner} in {region}."
        raise Refusal("OperationNotPermittedException", message)
