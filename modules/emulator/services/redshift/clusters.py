"""Clusters whose password the service keeps, their parameters and the subnets of a group, which moto lacks.

Behaviour from the Amazon Redshift API Reference, pages "CreateCluster", "ModifyClusterParameterGroup",
"DescribeClusterParameters" and "ModifyClusterSubnetGroup", and from the Amazon Redshift Management Guide, "Managing
Amazon Redshift admin passwords using AWS Secrets Manager": a cluster is made with a password, or with one that the
service manages, and never with both.
"""

from __future__ import annotations

from typing import Any

from moto.core.responses import ActionResult, BaseResponse
from moto.redshift.responses import RedshiftResponse

from modules.emulator.moto_additions import add_operations
from modules.emulator.operation_input import operation_input
from modules.emulator.records.call import Refusal

_INVALID = "InvalidParameterValue"
_COMBINATION = "InvalidParameterCombination"

_create = RedshiftResponse.create_cluster
_describe_parameters = RedshiftResponse.describe_cluster_parameters


def register() -> None:
    """Add the operations to moto's Redshift."""
    replaced = frozenset({"create_cluster", "describe_cluster_parameters"})
    add_operations(RedshiftResponse, ClusterOperations, replacing=replaced)


class ClusterOperations(BaseResponse):
    """The operations, as methods of moto's Redshift."""

    def create_cluster(self) -> ActionResult:
        """Create a cluster as moto does, and name the secret that holds a password that the service manages."""
        asked = operation_input(self, refusal=_INVALID)
        is_managed = bool(asked.get("ManageMasterPassword"))
        if is_managed == ("MasterUserPassword" in asked):
            raise Refusal(_COMBINATION, "Either MasterUserPassword or ManageMasterPassword must be given.")
        result = _create(self)
        if is_managed:
            cluster = result.result["Cluster"]
            secret = f"secret:redshift!{cluster.cluster_identifier}-{cluster.master_username}"
            cluster.master_password_secret_arn = (
                f"arn:{self.partition}:secretsmanager:{self.region}:{self.current_account}:{secret}"
            )
            cluster.master_password_secret_kms_key_id = asked.get("MasterPasswordSecretKmsKeyId")
        return result

    def modify_cluster_parameter_group(self) -> ActionResult:
        """Give parameters of a group other values."""
        asked = operation_input(self, refusal=_INVALID)
        name = asked["ParameterGroupName"]
        group = _found(self.redshift_backend.parameter_groups, name, "ClusterParameterGroup")
        known = self.redshift_backend.default_params
        for parameter in asked["Parameters"]:
            if parameter.get("ParameterName") not in known:
                raise Refusal(_INVALID, f"Could not find parameter with name: {parameter.get('ParameterName')}")
        values = {each["ParameterName"]: each.get("ParameterValue", "") for each in asked["Parameters"]}
        group.values = {**getattr(group, "values", {}), **values}
        return ActionResult({"ParameterGroupName": name, "ParameterGroupStatus": "The parameters were changed."})

    def describe_cluster_parameters(self) -> ActionResult:
        """Show the parameters of a group as moto does, with the values that it was given."""
        asked = operation_input(self, refusal=_INVALID)
        result = _describe_parameters(self)
        group = self.redshift_backend.parameter_groups[asked["ParameterGroupName"]]
        values = getattr(group, "values", {})
        result.result["Parameters"] = [_with_value(each, values) for each in result.result["Parameters"]]
        return result

    def modify_cluster_subnet_group(self) -> ActionResult:
        """Give a group of subnets others, or another description."""
        asked = operation_input(self, refusal=_INVALID)
        group = _found(self.redshift_backend.subnet_groups, asked["ClusterSubnetGroupName"], "ClusterSubnetGroup")
        if not asked["SubnetIds"] or not group.ec2_backend.describe_subnets(filters={"subnet-id": asked["SubnetIds"]}):
            raise Refusal("InvalidSubnet", f"Subnet {asked['SubnetIds']} not found.")
        group.subnet_ids = asked["SubnetIds"]
        group.description = asked.get("Description", group.description)
        return ActionResult({"ClusterSubnetGroup": group})


def _found(groups: dict[str, Any], name: str, kind: str) -> Any:
    if name not in groups:
        raise Refusal(f"{kind}NotFoundFault", f"{kind} {name} not found.")
    return groups[name]


def _with_value(parameter: dict[str, Any], values: dict[str, str]) -> dict[str, Any]:
    name = parameter["ParameterName"]
    return {**parameter, "ParameterValue": values[name], "Source": "user"} if name in values else parameter
