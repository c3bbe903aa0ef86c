"""AWS Firewall Manager: policies of one region."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from cdktf import ITerraformDependable
from cdktf_cdktf_provider_aws.fms_policy import (
    FmsPolicy,
    FmsPolicySecurityServicePolicyData,
    FmsPolicySecurityServicePolicyDataPolicyOption,
    FmsPolicySecurityServicePolicyDataPolicyOptionNetworkAclCommonPolicy,
    FmsPolicySecurityServicePolicyDataPolicyOptionNetworkAclCommonPolicyNetworkAclEntrySet,
    FmsPolicySecurityServicePolicyDataPolicyOptionNetworkAclCommonPolicyNetworkAclEntrySetFirstEntry,
    FmsPolicySecurityServicePolicyDataPolicyOptionNetworkAclCommonPolicyNetworkAclEntrySetFirstEntryPortRange,
)
from constructs import Construct

from modules.security.firewalls.web_acl import web_acl
from modules.security.spec.firewall_manager import FirewallManagerSpec, FirewallPolicy

REGION_OF_CLOUDFRONT = "us-east-1"
"""Where policies for CloudFront are (AWS WAF Developer Guide, AWS WAF policies)."""

_MINUTES_A_DAY = 24 * 60
_FIRST_PRIORITY = 10
"""1 to 99 are Firewall Manager's own, before what accounts associate themselves (AWS Firewall Manager API Reference,
SecurityServicePolicyData)."""


class FirewallManager(Construct):
    """Define what is the same before every account, in one region.

    Policies reach every account of the organization, those of tomorrow included. Each mends what differs, unless the
    specification says otherwise, and takes away what it made and nobody needs any more. AWS WAF Developer Guide, AWS
    Firewall Manager policies.

    Args:
        scope: The stack.
        id_: What they are called in addresses.
        spec: What the environment says of it.
        region: The region.
        log_bucket_arn: The bucket that web ACLs keep their records in; none where there are none.
        rule_group_id: The rule group of DNS Firewall; none where there is none.

    """

    def __init__(  # noqa: PLR0913 - what it needs of others comes in as an argument
        self,
        scope: Construct,
        id_: str,
        *,
        spec: FirewallManagerSpec,
        region: str,
        log_bucket_arn: str | None,
        rule_group_id: str | None,
    ) -> None:
        super().__init__(scope, id_)
        self._spec = spec
        if log_bucket_arn:
            self._put_web_acls_before_everything(region, log_bucket_arn)
        if FirewallPolicy.SECURITY_GROUPS in spec.policies:
            minutes = spec.unused_security_group_days * _MINUTES_A_DAY
            self._policy(
                FirewallPolicy.SECURITY_GROUPS.value,
                kind="SECURITY_GROUPS_USAGE_AUDIT",
                resource_types=["AWS::EC2::SecurityGroup"],
                data={
                    "deleteUnusedSecurityGroups": True,
                    "coalesceRedundantSecurityGroups": False,
                    "optionalDelayForUnusedInMinutes": minutes,
                },
            )
        if FirewallPolicy.NETWORK_ACLS in spec.policies:
            self._policy(
                FirewallPolicy.NETWORK_ACLS.value,
                kind="NETWORK_ACL_COMMON",
                resource_types=["AWS::EC2::Subnet"],
                data={},  # without any the provider sends an empty text, which AWS refuses
                option=FmsPolicySecurityServicePolicyDataPolicyOption(
                    network_acl_common_policy=_denied(spec.denied_ports)
                ),
            )
        if rule_group_id:
            self._policy(
                FirewallPolicy.DNS_FIREWALL.value,
                kind="DNS_FIREWALL",
                resource_types=["AWS::EC2::VPC"],
                data={
                    "preProcessRuleGroups": [{"ruleGroupId": rule_group_id, "priority": _FIRST_PRIORITY}],
                    "postProcessRuleGroups": [],
                },
            )

    def _put_web_acls_before_everything(self, region: str, log_bucket_arn: str) -> None:
        """Define a policy for what is in the region, and one for CloudFront where its policies are.

        One after the other: each adds to the bucket's policy, and the last writer wins (AWS WAF Developer Guide,
        Logging destinations).
        """
        data = web_acl(self._spec.rule_groups, log_bucket_arn=log_bucket_arn)
        regional = self._policy(
            FirewallPolicy.WEB_ACLS.value,
            kind="WAFV2",
            resource_types=["AWS::ApiGateway::Stage", "AWS::ElasticLoadBalancingV2::LoadBalancer"],
            data=data,
        )
        if region == REGION_OF_CLOUDFRONT:
            self._policy(
                f"{FirewallPolicy.WEB_ACLS.value}-cloudfront",
                kind="WAFV2",
                resource_types=["AWS::CloudFront::Distribution"],
                data=data,
                after=[regional],
            )

    def _policy(  # noqa: PLR0913 - each is a property of its own
        self,
        name: str,
        *,
        kind: str,
        resource_types: Iterable[str],
        data: Mapping[str, Any],
        option: FmsPolicySecurityServicePolicyDataPolicyOption | None = None,
        after: Iterable[ITerraformDependable] = (),
    ) -> FmsPolicy:
        types = [*resource_types]
        return FmsPolicy(
            self,
            name,
            name=f"landing-zone-{name}",
            exclude_resource_tags=False,
            remediation_enabled=self._spec.remediation,
            delete_unused_fm_managed_resources=True,
            resource_type=types[0] if len(types) == 1 else None,
            resource_type_list=types if len(types) > 1 else None,
            security_service_policy_data=FmsPolicySecurityServicePolicyData(
                type=kind,
                managed_service_data=json.dumps({"type": kind, **data}),
                policy_option=option,
            ),
            depends_on=[*after] or None,
        )


def _denied(ports: Iterable[int]) -> FmsPolicySecurityServicePolicyDataPolicyOptionNetworkAclCommonPolicy:
    """Deny ports to everybody, whatever a subnet's own rules say; as all are denials, their order says nothing."""
    return FmsPolicySecurityServicePolicyDataPolicyOptionNetworkAclCommonPolicy(
        network_acl_entry_set=FmsPolicySecurityServicePolicyDataPolicyOptionNetworkAclCommonPolicyNetworkAclEntrySet(
            force_remediate_for_first_entries=True,
            force_remediate_for_last_entries=False,
            first_entry=[
                FmsPolicySecurityServicePolicyDataPolicyOptionNetworkAclCommonPolicyNetworkAclEntrySetFirstEntry(
                    egress=False,
                    protocol="6",
                    rule_action="deny",
                    port_range=[_port(port)],
                    cidr_block=ipv4,
                    ipv6_cidr_block=ipv6,
                )
                for port in ports
                for ipv4, ipv6 in (("0.0.0.0/0", None), (None, "::/0"))
            ],
        )
    )


def _port(
    port: int,
) -> FmsPolicySecurityServicePolicyDataPolicyOptionNetworkAclCommonPolicyNetworkAclEntrySetFirstEntryPortRange:
    return FmsPolicySecurityServicePolicyDataPolicyOptionNetworkAclCommonPolicyNetworkAclEntrySetFirstEntryPortRange(
        from_=port, to=port
    )
