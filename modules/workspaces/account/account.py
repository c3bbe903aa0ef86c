"""The workspace of accounts of one shape: calls of its blueprints."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from cdktf import TerraformHclModule
from cdktf_cdktf_provider_aws.provider import AwsProvider

from modules.environment import Environment
from modules.landing_zone.guardrails import declared_for_all_accounts
from modules.network.plan.placements import Origin, Spoke
from modules.network.spec.network import NetworkSpec
from modules.security.plan.log_buckets import LogPurpose
from modules.security.spec.detection import MacieSpec
from modules.security.spec.posture import ConfigSpec
from modules.workspaces.account.archived_records import (
    BUCKET,
    KEY_ARN,
    ROLE_ARN,
    ConfigRecorderBlueprint,
    ConfigRoleBlueprint,
    MacieExportBlueprint,
)
from modules.workspaces.account.baselines import AccountBaselineBlueprint, AnalyzerBlueprint, RegionBaselineBlueprint
from modules.workspaces.account.contents.content import Content, Surroundings
from modules.workspaces.base.deployment import Deployment
from modules.workspaces.base.outputs import Output, Outputs
from modules.workspaces.base.providers import add_provider
from modules.workspaces.base.template import marker
from modules.workspaces.base.workspace import Workspace
from modules.workspaces.foundation.observability import ObservabilityOutputs
from modules.workspaces.foundation.organization import OrganizationOutputs
from modules.workspaces.foundation.vended_accounts import AccountsOutputs
from modules.workspaces.network.hub import HubOutputs
from modules.workspaces.network.ipam import IpamOutputs
from modules.workspaces.network.network_workspace import network_of
from modules.workspaces.network.shared_vpc import SharedVpcOutputs, shared_spoke_variables
from modules.workspaces.network.shared_vpc_blueprints import SharedSpokeBlueprint
from modules.workspaces.network.spoke_blueprints import (
    ATTACHMENT_ID,
    SUBNET_IDS,
    VPC_ID,
    SpokeBlueprint,
    item_output,
    own_keys,
    spoke_variables,
)
from modules.workspaces.security.log_archive import LogArchiveOutputs
from modules.workspaces.security.security_workspace import security_of

ACCOUNT_ID = "account id"
"""The name of the marker for the id of an account that exists already."""

ATTACHMENT = "attachment id"
"""The name of the marker for the id of the attachment of a VPC that is attached already."""


@dataclass(frozen=True, slots=True)
class AccountShape:
    """All that the constructs of an account's workspace depend on, but for the values."""

    has_analyzer: bool
    """Whether there is an IAM Access Analyzer in each region."""
    has_recorder: bool
    """Whether AWS Config records in each region, and nobody else sees to that."""
    spokes: tuple[Spoke, ...]
    shared_vpcs: tuple[str, ...]
    """The VPCs that are shared with it and that its parameters name, one of each region at most."""
    role_name: str | None
    """The role that the workspace assumes."""
    is_known: bool
    """Whether the account's id is known before anything is applied."""
    tag_keys: tuple[str, ...]
    contents: tuple[Content, ...]
    """What they start with, beside the baseline."""
    directory_hub: str | None = None
    """The hub of the VPC that AWS Managed Microsoft AD stands in, where it does."""
    is_emptied: bool = False
    """Whether they are emptied before they are suspended: they lose the baseline, which has keys, as all that costs."""
    by_aft: bool = False
    """Whether Account Factory for Terraform applies this, and no deploy. Its global customizations are the same for
    every account, so the baseline is, too: an analyzer is a module of its own, and stays where an account is emptied.
    """

    @property
    def has_baseline(self) -> bool:
        """Whether they have what every account has."""
        return self.by_aft or not self.is_emptied


SITE_SUBNETS = ("first_subnet_id", "second_subnet_id")
"""The keys of the subnets of a directory's site."""


class AccountOutputs(Outputs):
    """All that another workspace may know of one account's."""

    attachment_ids = Output()
    """The id of the account's attachment to each hub, by the hub's name; only where it has one."""
    directory_site = Output()
    """The VPC that a directory stands in, and two of its subnets; only where it does."""


class AccountWorkspace(Workspace):
    """Define what the accounts of one shape hold: the baseline, once for the account and once for each region.

    Args:
        deployment: The deployment.
        key: Stands for the accounts' keys.
        shape: What the accounts have in common.
        organization: What is known of the organization.
        accounts: What is known of the accounts.
        hubs: What is known of each hub, by its name.
        ipam: What is known of IPAM, where there is a network.
        shared_vpcs: What is known of each shared VPC, by its name.
        log_archive: What is known of the log archive, where there is one.
        observability: What is known of the account that watches the others, where there is one.

    """

    def __init__(  # noqa: PLR0913 - what it needs of others comes in as an argument
        self,
        deployment: Deployment,
        key: str,
        *,
        shape: AccountShape,
        organization: OrganizationOutputs,
        accounts: AccountsOutputs,
        hubs: Mapping[str, HubOutputs],
        ipam: IpamOutputs | None,
        shared_vpcs: Mapping[str, SharedVpcOutputs],
        log_archive: LogArchiveOutputs | None,
        observability: ObservabilityOutputs | None,
    ) -> None:
        super().__init__(deployment, f"account-{key}")
        zone = deployment.environment.zone
        account_id = marker(ACCOUNT_ID) if shape.is_known else accounts.account_ids(self, key)
        for_account = AccountBaselineBlueprint(zone.baseline)
        for_region = RegionBaselineBlueprint(
            zone.baseline, declared_for_all_accounts(zone), shape.has_analyzer and not shape.by_aft
        )
        home_region = zone.organization.home_region
        self._spokes: dict[str, TerraformHclModule] = {}
        providers: dict[str, AwsProvider] = {}
        add = partial(
            add_provider,
            self.default_scope,
            account_id=account_id,
            role_name=shape.role_name,
            tags={tag: marker(tag_marker(tag)) for tag in shape.tag_keys},
        )
        # The home region comes first: its provider is the one without an alias.
        for region in sorted(zone.organization.regions, key=lambda region: region != home_region):
            provider = providers[region] = add(region=region, alias=None if region == home_region else region)
            if not shape.has_baseline:
                continue  # Terraform destroys what was in a region with the provider of that region.
            if region == home_region:
                self.call("account-baseline", for_account, provider=provider)
            self.call(f"region-baseline-{region}", for_region, provider=provider)
            if shape.by_aft and shape.has_analyzer:
                self.call(f"access-analyzer-{region}", AnalyzerBlueprint(), provider=provider)
        for region in zone.removed.regions:  # Terraform destroys what was in a region with the provider of that region.
            add(region=region, alias=region)
        if log_archive and shape.has_recorder:
            self._record(providers, security_of(zone).config, log_archive)
        if log_archive and shape.has_baseline:
            self._export(providers, security_of(zone).macie, log_archive)
        if ipam:
            self.outputs = self._connect(shape, deployment.environment, providers, hubs, ipam)
            self._share_in(shape.shared_vpcs, network_of(zone), providers, shared_vpcs)
        surroundings = Surroundings(
            workspace=self,
            zone=zone,
            providers=providers,
            account_id=account_id,
            organization=accounts.organization_of(self, organization) if shape.by_aft else organization,
            accounts=accounts,
            role_name=shape.role_name,
            spokes=self._spokes,
            observability=observability,
        )
        for content in shape.contents:
            content.call(surroundings)

    def _record(self, providers: Mapping[str, AwsProvider], config: ConfigSpec, log_archive: LogArchiveOutputs) -> None:
        """Call the blueprints of AWS Config's recorder in each region where it runs; the home region is one."""
        iam_region = config.region_that_records_iam(providers)
        role = self.call("config-role", ConfigRoleBlueprint(), provider=next(iter(providers.values())))
        for region, provider in providers.items():
            if not config.runs_in(region):
                continue
            self.call(
                f"config-recorder-{region}",
                ConfigRecorderBlueprint(records_global_resources=region == iam_region),
                provider=provider,
                variables={
                    ROLE_ARN: role.get_string(ROLE_ARN),
                    BUCKET: log_archive.bucket_names(self, LogPurpose.CONFIG.value),
                    KEY_ARN: log_archive.key_arn(self),
                },
            )

    def _export(self, providers: Mapping[str, AwsProvider], macie: MacieSpec, log_archive: LogArchiveOutputs) -> None:
        """Call the blueprint that keeps what Macie found, in each region where it runs."""
        for region, provider in providers.items():
            if macie.runs_in(region):
                self.call(
                    f"macie-export-{region}",
                    MacieExportBlueprint(),
                    provider=provider,
                    variables={
                        BUCKET: log_archive.bucket_names(self, LogPurpose.DATA_DISCOVERY.value),
                        KEY_ARN: log_archive.key_arn(self),
                    },
                )

    def _connect(
        self,
        shape: AccountShape,
        environment: Environment,
        providers: Mapping[str, AwsProvider],
        hubs: Mapping[str, HubOutputs],
        ipam: IpamOutputs,
    ) -> AccountOutputs:
        """Call the blueprint of each VPC, and publish what is attached to the hubs."""
        network, attachment_ids = network_of(environment.zone), dict[str, str]()
        for spoke in shape.spokes:
            if spoke.origin is Origin.ATTACHED:
                attachment_ids[spoke.hub] = marker(ATTACHMENT)
                continue
            own = {key: marker(key) for key in own_keys(spoke)}
            self._spokes[spoke.hub] = module = self.call(
                f"spoke-{spoke.hub}",
                SpokeBlueprint.of(spoke, network),
                provider=providers[network.region(spoke.hub)],
                variables=spoke_variables(self, network, spoke, hub=hubs[spoke.hub], ipam=ipam, own=own),
            )
            if spoke.segment:
                attachment_ids[spoke.hub] = module.get_string(ATTACHMENT_ID)
        published: dict[str, dict[str, str]] = {"attachment_ids": attachment_ids} if attachment_ids else {}
        if shape.directory_hub:
            published["directory_site"] = directory_site(self._spokes[shape.directory_hub])
        return AccountOutputs.publish(self, **published)

    def _share_in(
        self,
        names: tuple[str, ...],
        network: NetworkSpec,
        providers: Mapping[str, AwsProvider],
        shared_vpcs: Mapping[str, SharedVpcOutputs],
    ) -> None:
        """Call the blueprint that tells templates in the account of each shared VPC."""
        for name in names:
            hub = network.shared_vpcs[name].hub
            self.call(
                f"shared-spoke-{hub}",
                SharedSpokeBlueprint(network, hub),
                provider=providers[network.region(hub)],
                variables=shared_spoke_variables(self, network, name, shared_vpcs[name]),
            )


def directory_site(spoke: TerraformHclModule) -> dict[str, str]:
    """Return what a directory needs to know of a VPC: its id, and subnets in two zones."""
    subnets = {key: item_output(spoke, SUBNET_IDS, number) for number, key in enumerate(SITE_SUBNETS)}
    return {VPC_ID: spoke.get_string(VPC_ID), **subnets}


def tag_marker(key: str) -> str:
    """Name the marker of a tag's value."""
    return f"tag {key}"
