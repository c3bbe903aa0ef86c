"""Blueprints really made: as a stack in a member account, by the role of Control Tower, changed, and deleted again.

Behaviour from the AWS Control Tower User Guide, "Customize accounts with Account Factory Customization" and "Create a
customized account from a blueprint": Service Catalog deploys a blueprint by a stack set, whose stack in the account
works as the role that Control Tower made there.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from modules.catalog.library.definition import LaunchTest
from modules.catalog.library.template import template_body
from modules.catalog_tests.accounts import LaunchingAccount
from modules.catalog_tests.blueprint_accounts import BLUEPRINT_ROLE
from modules.catalog_tests.emulated_account import Client, clients, wrong_resources
from modules.catalog_tests.fault import Candidate, Column, Fault
from modules.emulator.server import EmbeddedAws

NETWORK_ID = "333333333333"
"""The account that shares address pools."""

_POOL = "ipam-pool-"
_RANGE = "10.64.0.0/12"
_STACKS, _TAGS = "cloudformation ", " tags dict "


def blueprint_faults(
    candidates: Sequence[Candidate], account: LaunchingAccount, progress: Callable[[str], None] = lambda _: None
) -> Iterator[Fault]:
    """Make every test of every blueprint on an emulator of its own; give what did not become what the test says.

    Args:
        candidates: Versions of blueprints.
        account: Where they are made.
        progress: Called with each.

    """
    with EmbeddedAws() as aws:
        client = clients(aws, account.region)
        stacks, pool = _Stacks(aws, client, account), _shared_pool(client, account)
        client("ec2", account.id).describe_vpcs()  # from here on the account has what comes with each: a VPC, images
        for candidate in candidates:
            progress(f"launching {candidate.name}")
            for test in candidate.tests:
                filled_in = {key: pool if value.startswith(_POOL) else value for key, value in test.parameters.items()}
                for what in stacks.faults(candidate, test, filled_in):
                    yield Fault(candidate.name, Column.LAUNCH, f"test `{test.name}`: {what}")


class _Stacks:
    """Makes stacks in an account as one role."""

    def __init__(self, aws: EmbeddedAws, client: Client, account: LaunchingAccount) -> None:
        self._aws, self._account_id = aws, account.id
        self._cloudformation = client("cloudformation", account.id)
        self._role_arn = _create_role(client, account)

    def faults(self, candidate: Candidate, test: LaunchTest, filled_in: dict[str, str]) -> Iterator[str]:
        """Create a stack, change its tags, delete it; say what is not as it must be."""
        before = self._inventory()
        name = candidate.product.name
        asked = {
            "StackName": name,
            "RoleARN": self._role_arn,
            "TemplateBody": template_body(candidate.version.template, {}),
            "Parameters": [{"ParameterKey": key, "ParameterValue": value} for key, value in filled_in.items()],
            "Capabilities": ["CAPABILITY_NAMED_IAM"],
        }
        for wanted, change, ticket in (
            ("CREATE_COMPLETE", self._cloudformation.create_stack, "1"),
            ("UPDATE_COMPLETE", self._cloudformation.update_stack, "2"),
        ):
            change(**asked, Tags=[{"Key": "Ticket", "Value": ticket}])
            (stack,) = self._cloudformation.describe_stacks(StackName=name)["Stacks"]
            if stack["StackStatus"] != wanted:
                yield f"its stack is {stack['StackStatus']}: {self._reason(name)}"
                return
            yield from wrong_resources(self._cloudformation, name, test)
        self._cloudformation.delete_stack(StackName=name)
        left = self._inventory() - before
        yield from (f"after its stack was deleted, this is left: {what}" for what in sorted(left))

    def _inventory(self) -> Counter[str]:
        """Count what the account has, without stacks and tags of what is gone, which the emulator keeps."""
        whole = self._aws.inventory()
        own = [what for what in whole if f" {self._account_id} " in what]
        return Counter({what: whole[what] for what in own if not (_TAGS in what or what.startswith(_STACKS))})

    def _reason(self, name: str) -> str:
        events = self._cloudformation.describe_stack_events(StackName=name)["StackEvents"]
        failed = [each for each in events if each["ResourceStatus"].endswith("_FAILED")]
        reasons = [f"{each['LogicalResourceId']}: {each.get('ResourceStatusReason', 'no reason')}" for each in failed]
        return "; ".join(reasons)


def _create_role(client: Client, account: LaunchingAccount) -> str:
    """Make the role that Control Tower makes for a blueprint, and return its ARN."""
    trust = {"Effect": "Allow", "Principal": {"Service": "cloudformation.amazonaws.com"}, "Action": "sts:AssumeRole"}
    document = json.dumps({"Version": "2012-10-17", "Statement": [trust]})
    created = client("iam", account.id).create_role(RoleName=BLUEPRINT_ROLE, AssumeRolePolicyDocument=document)
    return str(created["Role"]["Arn"])


def _shared_pool(client: Client, account: LaunchingAccount) -> str:
    """Make a pool of addresses in the network's account, and share it with the account; return its id."""
    ec2, sharing = client("ec2", NETWORK_ID), client("ram", NETWORK_ID)
    scope = ec2.create_ipam(OperatingRegions=[{"RegionName": account.region}])["Ipam"]["PrivateDefaultScopeId"]
    pool = ec2.create_ipam_pool(IpamScopeId=scope, AddressFamily="ipv4", Locale=account.region)["IpamPool"]
    ec2.provision_ipam_pool_cidr(IpamPoolId=pool["IpamPoolId"], Cidr=_RANGE)
    sharing.create_resource_share(name="addresses", resourceArns=[pool["IpamPoolArn"]], principals=[account.id])
    receiving = client("ram", account.id)
    for invitation in receiving.get_resource_share_invitations()["resourceShareInvitations"]:
        receiving.accept_resource_share_invitation(resourceShareInvitationArn=invitation["resourceShareInvitationArn"])
    return str(pool["IpamPoolId"])
