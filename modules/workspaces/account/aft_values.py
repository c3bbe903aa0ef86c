"""The workspace of what accounts that AFT vends know of others: AFT's pipelines have none of our states.

Each output that such an account reads is in Parameter Store of AFT's management account, in the home region, where the
pipelines of every account may read it: `/landing-zone/<environment>/<workspace>/<output>`, with `/<key>` behind it for
each value of a map, and one more for each of a map of maps.
"""

from __future__ import annotations

from collections.abc import Sequence

from cdktf_cdktf_provider_aws.ssm_parameter import SsmParameter
from constructs import Construct

from modules.accounts.aft.spec import AftSpec
from modules.accounts.aft.values import parameter_name
from modules.workspaces.base.deployment import Deployment
from modules.workspaces.base.providers import add_provider
from modules.workspaces.base.workspace import ValueRead, Workspace
from modules.workspaces.foundation.vended_accounts import AccountsOutputs


class AftValuesWorkspace(Workspace):
    """Define a parameter for each output that accounts read which AFT vends.

    Args:
        deployment: The deployment.
        spec: What the environment says of AFT.
        accounts: What is known of the accounts.
        values: The outputs.

    """

    def __init__(
        self, deployment: Deployment, *, spec: AftSpec, accounts: AccountsOutputs, values: Sequence[ValueRead]
    ) -> None:
        super().__init__(deployment, "aft-values")
        environment = deployment.environment
        (account,) = (each for each in environment.zone.roster if each.key == spec.management_account)
        add_provider(
            self.default_scope,
            account_id=accounts.account_id(self, account),
            role_name=environment.role_name(account),
            region=environment.zone.organization.home_region,
            tags=environment.tags(account),
        )
        scopes = {name: Construct(self, name) for name in {value.producer.name: None for value in values}}
        for value in values:
            self._publish(scopes[value.producer.name], environment.name, value)

    def _publish(self, scope: Construct, environment: str, value: ValueRead) -> None:
        read = self.read(value.producer, value.output)
        keys = ("${each.key}",) if value.depth else ()
        parameter = SsmParameter(
            scope,
            value.output,
            name=parameter_name(environment, value.producer.name, value.output, *keys),
            type="String",
            value="${each.value}" if value.depth else f"${{{read}}}",
        )
        if value.depth:
            parameter.add_override("for_each", f"${{{_by_key(read, value.depth)}}}")


def _by_key(read: str, depth: int) -> str:
    """Return an expression of every value of an output by its key; keys that lead to one value have slashes between.

    Raises:
        ValueError: outputs of this depth are not known.

    """
    if depth == 1:
        return read
    if depth == 2:  # noqa: PLR2004 - a map of maps
        inner = '{for inner, value in values : "${outer}/${inner}" => value}'
        return f"merge([for outer, values in {read} : {inner}]...)"
    raise ValueError(f"an account reads a value behind {depth} keys")


def add_aft_values(deployment: Deployment, accounts: AccountsOutputs) -> None:
    """Add the workspace, where AFT vends accounts that read something."""
    spec = deployment.environment.zone.vending.aft
    values = {
        value: None
        for addition in deployment.additions
        if addition.label and isinstance(addition.constructed, Workspace)
        for value in addition.constructed.values_read
    }
    if spec and values:
        deployment.add(AftValuesWorkspace(deployment, spec=spec, accounts=accounts, values=tuple(values)))
