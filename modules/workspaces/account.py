"""The workspace of one account: calls of its blueprints."""

from __future__ import annotations

from collections.abc import Mapping

from cdktf import TerraformOutput
from constructs import Construct

from modules.aws_bindings import AwsProvider
from modules.workspaces.account_kinds import ID, AccountKind, key_of_kind
from modules.workspaces.accounts import AccountsWorkspace
from modules.workspaces.blueprints import call
from modules.workspaces.network import Hubs
from modules.workspaces.network_attachments import ATTACHMENT_IDS
from modules.workspaces.network_workspace import network_of
from modules.workspaces.providers import work_in
from modules.workspaces.spoke_blueprints import ATTACHMENT_ID, spoke_blueprint, spoke_variables
from modules.workspaces.template import place
from modules.workspaces.workspace import Environment, Workspace


class AccountWorkspace(Workspace):
    """Define what the accounts of one kind hold: the baseline, once for the account and once for each region.

    Key, id and values of tags are places for those of an account.
    """

    def __init__(  # noqa: PLR0913 - what it needs of others comes in as an argument
        self,
        scope: Construct,
        *,
        environment: Environment,
        number: int,
        kind: AccountKind,
        accounts: AccountsWorkspace,
        hubs: Hubs | None,
    ) -> None:
        key = place(key_of_kind(number))
        super().__init__(scope, f"account-{key}", environment=environment)
        account_id = place(ID) if kind.known_id else accounts.outputs.account_id(self, key)
        organization = environment.zone.organization

        providers: dict[str, AwsProvider] = {}
        # The home region comes first: its provider is the one without an alias.
        for region in sorted(organization.regions, key=lambda region: region != organization.home_region):
            alias = None if region == organization.home_region else region
            provider = providers[region] = work_in(
                self._own,
                account_id=account_id,
                role_name=kind.role_name,
                region=region,
                tags=kind.tag_places(),
                alias=alias,
            )
            if alias is None:
                call(self, "account-baseline", blueprint=kind.blueprints.for_account, provider=provider)
            call(self, f"region-baseline-{region}", blueprint=kind.blueprints.for_region, provider=provider)
        if hubs:
            self._connect(kind, environment, providers, hubs)

    def _connect(
        self, kind: AccountKind, environment: Environment, providers: Mapping[str, AwsProvider], hubs: Hubs
    ) -> None:
        """Call the blueprint of each VPC, and tell the hubs what is attached to them."""
        network, attachment_ids = network_of(environment.zone), dict[str, str]()
        for spoke in kind.blueprints.spokes:
            module = call(
                self,
                f"spoke-{spoke.hub}",
                blueprint=spoke_blueprint(spoke),
                provider=providers[network.region(spoke.hub)],
                variables=spoke_variables(self, network, spoke, hubs.outputs[spoke.hub], hubs.ipam),
            )
            if spoke.segment:
                attachment_ids[spoke.hub] = module.get_string(ATTACHMENT_ID)
        if attachment_ids:
            TerraformOutput(self, ATTACHMENT_IDS, value=attachment_ids, static_id=True)
