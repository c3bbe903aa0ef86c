"""IAM Access Analyzer for the organization as a whole."""

from __future__ import annotations

from cdktf_cdktf_provider_aws.accessanalyzer_analyzer import (
    AccessanalyzerAnalyzer,
    AccessanalyzerAnalyzerConfiguration,
    AccessanalyzerAnalyzerConfigurationUnusedAccess,
)
from cdktf_cdktf_provider_aws.accessanalyzer_archive_rule import (
    AccessanalyzerArchiveRule,
    AccessanalyzerArchiveRuleFilter,
)
from constructs import Construct

from modules.security.plan.data import Analysis, ArchiveRule, archive_rules


class OrganizationAnalyzers(Construct):
    """Define what looks for access of strangers, in this region, and for access that nobody uses.

    AWS Security Reference Architecture, IAM Access Analyzer: the organization is the zone of trust, and the security
    tooling account administers it. IAM is global, so unused access is looked for in one region.

    Args:
        scope: The stack.
        id_: What they are called in addresses.
        unused_access_days: Days after which access that nobody used is found; none where it is not looked for here.

    """

    def __init__(self, scope: Construct, id_: str, *, unused_access_days: int | None) -> None:
        super().__init__(scope, id_)
        external = AccessanalyzerAnalyzer(
            self, "external", analyzer_name="organization-external-access", type="ORGANIZATION"
        )
        _archive(external, Analysis.EXTERNAL)
        if unused_access_days is not None:
            unused = AccessanalyzerAnalyzer(
                self,
                "unused",
                analyzer_name="organization-unused-access",
                type="ORGANIZATION_UNUSED_ACCESS",
                configuration=AccessanalyzerAnalyzerConfiguration(
                    unused_access=AccessanalyzerAnalyzerConfigurationUnusedAccess(unused_access_age=unused_access_days)
                ),
            )
            _archive(unused, Analysis.UNUSED)


def _archive(analyzer: AccessanalyzerAnalyzer, analysis: Analysis) -> None:
    rules = Construct(analyzer, "archive-rule")
    for name, rule in archive_rules().items():
        if rule.analysis is analysis:
            AccessanalyzerArchiveRule(
                rules, name, analyzer_name=analyzer.analyzer_name, rule_name=name, filter=_filter(rule)
            )


def _filter(rule: ArchiveRule) -> list[AccessanalyzerArchiveRuleFilter]:
    return [
        AccessanalyzerArchiveRuleFilter(criteria=key, eq=criterion.eq, contains=criterion.contains, neq=criterion.neq)
        for key, criterion in sorted(rule.filter.items())
    ]
