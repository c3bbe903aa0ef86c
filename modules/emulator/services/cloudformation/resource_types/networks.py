"""Networks of Amazon VPC, with all that their templates say, which moto's own leave out in part.

Behaviour from the AWS CloudFormation Template Reference Guide, pages "AWS::EC2::VPC", "AWS::EC2::Subnet",
"AWS::EC2::InternetGateway", "AWS::EC2::VPCGatewayAttachment", "AWS::EC2::EIP" and "AWS::EC2::NatGateway".
"""

from __future__ import annotations

from modules.emulator.services.cloudformation.resource_type import Operation, Properties, ResourceType, Setting

_VPC = {"VpcId": "Vpc.VpcId"}
_SUBNET = {"SubnetId": "Subnet.SubnetId"}
_GATEWAY = {"InternetGatewayId": "InternetGateway.InternetGatewayId"}
_ADDRESS = {"AllocationId": "AllocationId"}
_NAT_GATEWAY = {"NatGatewayId": "NatGateway.NatGatewayId"}
_SWITCHES = ("AssignIpv6AddressOnCreation", "EnableDnsHostnames", "EnableDnsSupport", "MapPublicIpOnLaunch")


def tags_of(id_: str) -> Setting:
    """Tag a resource of Amazon EC2, by the expression for its id."""
    tagged = {"Resources": f"[{id_}]"}
    return Setting("Tags", Operation("CreateTags", tagged), Operation("DeleteTags", tagged), replaced=True)


def _with_switches(properties: Properties) -> Properties:
    """Write what is on or off as the API has it."""
    return {name: {"Value": value} if name in _SWITCHES else value for name, value in properties.items()}


RESOURCE_TYPES = [
    ResourceType(
        "AWS::EC2::VPC",
        service="ec2",
        create=Operation("CreateVpc"),
        read=Operation("DescribeVpcs", {"VpcIds": "[Vpc.VpcId]"}),
        update=Operation("ModifyVpcTenancy", _VPC, when="InstanceTenancy"),
        delete=Operation("DeleteVpc", _VPC),
        ref="Vpc.VpcId",
        attributes={
            "CidrBlock": "Vpcs[0].CidrBlock",
            "CidrBlockAssociations": "Vpcs[0].CidrBlockAssociationSet[].AssociationId",
            "VpcId": "Vpc.VpcId",
        },
        replaced_by=frozenset({"CidrBlock", "Ipv4IpamPoolId", "Ipv4NetmaskLength", "VpcEncryptionControl"}),
        prepare=_with_switches,
        settings=(
            Setting("EnableDnsSupport", Operation("ModifyVpcAttribute", _VPC)),
            Setting("EnableDnsHostnames", Operation("ModifyVpcAttribute", _VPC)),
            tags_of("Vpc.VpcId"),
        ),
    ),
    ResourceType(
        "AWS::EC2::Subnet",
        service="ec2",
        create=Operation("CreateSubnet"),
        read=Operation("DescribeSubnets", {"SubnetIds": "[Subnet.SubnetId]"}),
        delete=Operation("DeleteSubnet", _SUBNET),
        ref="Subnet.SubnetId",
        attributes={
            "AvailabilityZone": "Subnets[0].AvailabilityZone",
            "AvailabilityZoneId": "Subnets[0].AvailabilityZoneId",
            "CidrBlock": "Subnets[0].CidrBlock",
            "SubnetId": "Subnet.SubnetId",
            "VpcId": "Subnets[0].VpcId",
        },
        replaced_by=frozenset({"AvailabilityZone", "AvailabilityZoneId", "CidrBlock", "VpcId"}),
        prepare=_with_switches,
        settings=(
            Setting("AssignIpv6AddressOnCreation", Operation("ModifySubnetAttribute", _SUBNET)),
            Setting("MapPublicIpOnLaunch", Operation("ModifySubnetAttribute", _SUBNET)),
            tags_of("Subnet.SubnetId"),
        ),
    ),
    ResourceType(
        "AWS::EC2::InternetGateway",
        service="ec2",
        create=Operation("CreateInternetGateway"),
        delete=Operation("DeleteInternetGateway", _GATEWAY),
        ref="InternetGateway.InternetGatewayId",
        attributes={"InternetGatewayId": "InternetGateway.InternetGatewayId"},
        settings=(tags_of("InternetGateway.InternetGatewayId"),),
    ),
    ResourceType(
        "AWS::EC2::VPCGatewayAttachment",  # of an internet gateway; that of a VPN gateway is refused by its property
        service="ec2",
        create=Operation("AttachInternetGateway"),
        delete=Operation("DetachInternetGateway", {"InternetGatewayId": "InternetGatewayId", "VpcId": "VpcId"}),
        ref="join('|', ['IGW', VpcId])",
        attributes={"AttachmentType": "'IGW'"},
        tags="",
    ),
    ResourceType(
        "AWS::EC2::EIP",
        service="ec2",
        create=Operation("AllocateAddress"),
        read=Operation("DescribeAddresses", {"AllocationIds": "[AllocationId]"}),
        delete=Operation("ReleaseAddress", _ADDRESS),
        ref="PublicIp",
        attributes={"AllocationId": "AllocationId", "PublicIp": "PublicIp"},
        settings=(tags_of("AllocationId"),),
    ),
    ResourceType(
        "AWS::EC2::NatGateway",
        service="ec2",
        create=Operation("CreateNatGateway"),
        read=Operation("DescribeNatGateways", {"NatGatewayIds": "[NatGateway.NatGatewayId]"}),
        delete=Operation("DeleteNatGateway", _NAT_GATEWAY),
        ref="NatGateway.NatGatewayId",
        attributes={"NatGatewayId": "NatGateway.NatGatewayId"},
        settings=(tags_of("NatGateway.NatGatewayId"),),
    ),
]
