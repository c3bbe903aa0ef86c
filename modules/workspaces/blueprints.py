"""Blueprints as Terraform modules: which there are, which an account gets, how they are called."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from cdktf import TerraformHclModule, TerraformStack
from constructs import Construct

from modules.accounts.blueprints.account_baseline import AccountBaseline
from modules.accounts.blueprints.region_baseline import RegionBaseline
from modules.accounts.blueprints.spec import BaselineSpec
from modules.accounts.roster import Account
from modules.aws_bindings import AwsProvider
from modules.landing_zone import LandingZone
from modules.network.placements import Spoke, spokes
from modules.network.spec import NetworkSpec
from modules.workspaces.providers import require_provider
from modules.workspaces.spoke_blueprints import spoke_blueprint, spoke_blueprints

ACCOUNT_BASELINE = "account-baseline"
REGION_BASELINE = "region-baseline"
REGION_BASELINE_WITHOUT_ANALYZER = "region-baseline-without-analyzer"

MODULES_FOLDER = "modules"
"""Where a workspace keeps the blueprints that it calls: inside its own folder, since remote runs upload only that."""

BASELINES: Mapping[str, Callable[[Construct, LandingZone], Construct]] = {
    ACCOUNT_BASELINE: lambda scope, zone: AccountBaseline(scope, "baseline", spec=zone.baseline),
    REGION_BASELINE: lambda scope, zone: _region_baseline(scope, zone, has_analyzer=True),
    REGION_BASELINE_WITHOUT_ANALYZER: lambda scope, zone: _region_baseline(scope, zone, has_analyzer=False),
}


def _region_baseline(scope: Construct, zone: LandingZone, *, has_analyzer: bool) -> RegionBaseline:
    return RegionBaseline(
        scope, "baseline", spec=zone.baseline, has_analyzer=has_analyzer, declared=zone.declared_for_all_accounts
    )


def blueprints(zone: LandingZone) -> dict[str, Callable[[Construct], object]]:
    """Return what builds each blueprint of an environment, by name."""
    return {**{name: _for(zone, build) for name, build in BASELINES.items()}, **spoke_blueprints(zone)}


def _for(zone: LandingZone, build: Callable[[Construct, LandingZone], object]) -> Callable[[Construct], object]:
    return lambda scope: build(scope, zone)


class BlueprintModule(TerraformStack):
    """Define one blueprint. It is synthesized as a stack; its backend and provider are then taken out."""

    def __init__(self, scope: Construct, id_: str, *, build: Callable[[Construct], object]) -> None:
        super().__init__(scope, id_)
        AwsProvider(self, "aws", region="taken-out")  # CDKTF wants one; the caller of the module passes the real one
        require_provider(self)
        build(self)


@dataclass(frozen=True, slots=True)
class Blueprints:
    """The blueprints that one account gets."""

    for_account: str
    for_region: str
    spokes: tuple[Spoke, ...] = ()

    @classmethod
    def of(cls, account: Account, spec: BaselineSpec, network: NetworkSpec | None = None) -> Blueprints:
        """Choose the blueprints of an account by its function, and those of its VPCs by what it is connected to."""
        has_analyzer = any(function in spec.access_analyzer_for for function in account.functions)
        return cls(
            ACCOUNT_BASELINE,
            REGION_BASELINE if has_analyzer else REGION_BASELINE_WITHOUT_ANALYZER,
            spokes(network, account) if network else (),
        )

    def names(self) -> tuple[str, ...]:
        """Return every blueprint's name."""
        return (self.for_account, self.for_region, *map(spoke_blueprint, self.spokes))


def call(
    scope: Construct, id_: str, *, blueprint: str, provider: AwsProvider, variables: Mapping[str, str] | None = None
) -> TerraformHclModule:
    """Call a blueprint's module with one provider, and with what it needs of others."""
    return TerraformHclModule(
        scope,
        id_,
        source=f"./{MODULES_FOLDER}/{blueprint}",
        providers=[provider],
        variables=variables,
        skip_asset_creation_from_local_modules=True,
    )
