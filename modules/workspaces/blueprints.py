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
from modules.workspaces.providers import require_provider

ACCOUNT_BASELINE = "account-baseline"
REGION_BASELINE = "region-baseline"
REGION_BASELINE_WITHOUT_ANALYZER = "region-baseline-without-analyzer"

MODULES_FOLDER = "modules"
"""Where a workspace keeps the blueprints that it calls: inside its own folder, since remote runs upload only that."""

BLUEPRINTS: Mapping[str, Callable[[Construct, LandingZone], Construct]] = {
    ACCOUNT_BASELINE: lambda scope, zone: AccountBaseline(scope, "baseline", spec=zone.baseline),
    REGION_BASELINE: lambda scope, zone: _region_baseline(scope, zone, has_analyzer=True),
    REGION_BASELINE_WITHOUT_ANALYZER: lambda scope, zone: _region_baseline(scope, zone, has_analyzer=False),
}


def _region_baseline(scope: Construct, zone: LandingZone, *, has_analyzer: bool) -> RegionBaseline:
    return RegionBaseline(
        scope, "baseline", spec=zone.baseline, has_analyzer=has_analyzer, declared=zone.declared_for_all_accounts
    )


class BlueprintModule(TerraformStack):
    """Define one blueprint. It is synthesized as a stack; its backend and provider are then taken out."""

    def __init__(self, scope: Construct, id_: str, *, zone: LandingZone) -> None:
        super().__init__(scope, id_)
        AwsProvider(self, "aws", region="taken-out")  # CDKTF wants one; the caller of the module passes the real one
        require_provider(self)
        BLUEPRINTS[id_](self, zone)


@dataclass(frozen=True, slots=True)
class Blueprints:
    """The blueprints that one account gets."""

    for_account: str
    for_region: str

    @classmethod
    def of(cls, account: Account, spec: BaselineSpec) -> Blueprints:
        """Choose the blueprints of an account by its function."""
        has_analyzer = any(function in spec.access_analyzer_for for function in account.functions)
        return cls(ACCOUNT_BASELINE, REGION_BASELINE if has_analyzer else REGION_BASELINE_WITHOUT_ANALYZER)

    def names(self) -> tuple[str, ...]:
        """Return every blueprint's name."""
        return (self.for_account, self.for_region)


def call(scope: Construct, id_: str, *, blueprint: str, provider: AwsProvider) -> None:
    """Call a blueprint's module with one provider."""
    TerraformHclModule(
        scope,
        id_,
        source=f"./{MODULES_FOLDER}/{blueprint}",
        providers=[provider],
        skip_asset_creation_from_local_modules=True,
    )
