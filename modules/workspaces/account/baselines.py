"""The blueprints that every account has: its baseline, once for the account and once for each region."""

from __future__ import annotations

from dataclasses import dataclass

from constructs import Construct

from modules.accounts.blueprints.account_baseline import AccountBaseline
from modules.accounts.blueprints.region_baseline import RegionBaseline, define_analyzer
from modules.accounts.blueprints.spec import BaselineSpec


@dataclass(frozen=True)
class AccountBaselineBlueprint:
    """What an account has once."""

    spec: BaselineSpec
    name: str = "account-baseline"

    def define(self, scope: Construct) -> None:
        """Define the baseline of an account."""
        AccountBaseline(scope, "baseline", spec=self.spec)


@dataclass(frozen=True)
class RegionBaselineBlueprint:
    """What an account has in each region."""

    spec: BaselineSpec
    declared: frozenset[str]
    """EC2 attributes that declarative policies set for every account."""
    has_analyzer: bool

    @property
    def name(self) -> str:
        """The module's name."""
        return "region-baseline" if self.has_analyzer else "region-baseline-without-analyzer"

    def define(self, scope: Construct) -> None:
        """Define the baseline of a region."""
        RegionBaseline(scope, "baseline", spec=self.spec, has_analyzer=self.has_analyzer, declared=self.declared)


@dataclass(frozen=True)
class AnalyzerBlueprint:
    """An Access Analyzer by itself: where the baseline of a region is one and the same module for all accounts."""

    name: str = "access-analyzer"

    def define(self, scope: Construct) -> None:
        """Define the analyzer."""
        define_analyzer(scope)
