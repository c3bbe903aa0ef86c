"""A cost category."""

from __future__ import annotations

from collections.abc import Iterator

from cdktf import ITerraformDependable
from cdktf_cdktf_provider_aws.ce_cost_category import (
    CeCostCategory,
    CeCostCategoryRule,
    CeCostCategoryRuleInheritedValue,
    CeCostCategoryRuleRule,
    CeCostCategoryRuleRuleCostCategory,
    CeCostCategoryRuleRuleDimension,
)
from constructs import Construct

from modules.cost.plan import STAGE, By, Category, Rule

_MATCHES = {By.NAME: "EQUALS", By.END_OF_NAME: "ENDS_WITH"}


class CostCategory(Construct):
    """Define a category of which every cost has one value, by the name of its account or by a tag.

    Names come first: they are the platform's to give, tags are whoever's who makes a resource. It counts from the first
    day of the month in which it is made (AWS Billing User Guide, Organizing costs using AWS Cost Categories).

    Args:
        scope: The stack.
        id_: What it is called in addresses.
        category: The category.
        after: Categories that its rules look at.

    """

    def __init__(
        self, scope: Construct, id_: str, *, category: Category, after: ITerraformDependable | None = None
    ) -> None:
        super().__init__(scope, id_)
        self._category = CeCostCategory(
            self,
            "Default",
            name=category.name,
            rule_version="CostCategoryExpression.v1",
            rule=list(_rules(category)),
            default_value=category.default,
            depends_on=[after] if after else None,
        )

    @property
    def resource(self) -> ITerraformDependable:
        """The category, for whatever looks at its values to depend on."""
        return self._category


def _rules(category: Category) -> Iterator[CeCostCategoryRule]:
    for rule in category.rules:
        yield CeCostCategoryRule(type="REGULAR", value=rule.value, rule=_expression(rule))
    if category.tag_key:
        inherited = CeCostCategoryRuleInheritedValue(dimension_name="TAG", dimension_key=category.tag_key)
        yield CeCostCategoryRule(type="INHERITED_VALUE", inherited_value=inherited)


def _expression(rule: Rule) -> CeCostCategoryRuleRule:
    texts = list(rule.texts)
    if rule.by is By.STAGE:
        stage = CeCostCategoryRuleRuleCostCategory(key=STAGE, values=texts, match_options=["EQUALS"])
        return CeCostCategoryRuleRule(cost_category=stage)
    name = CeCostCategoryRuleRuleDimension(key="LINKED_ACCOUNT_NAME", values=texts, match_options=[_MATCHES[rule.by]])
    return CeCostCategoryRuleRule(dimension=name)
