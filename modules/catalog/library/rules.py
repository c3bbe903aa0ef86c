"""Rules of a product: what whoever launches it may fill in together. No cdktf here.

AWS Service Catalog Administrator Guide, Template Constraint Rules: a rule has a condition and assertions, which compare
parameters. They hold for every version of the product.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any

from pydantic import AfterValidator, Field

from modules.specification.model import Spec
from modules.specification.texts import Line, matching

FUNCTIONS = frozenset(
    {
        "Fn::And",
        "Fn::Contains",
        "Fn::EachMemberEquals",
        "Fn::EachMemberIn",
        "Fn::Equals",
        "Fn::Not",
        "Fn::Or",
        "Ref",
    }
)
"""Functions of rules. Those that ask AWS for what a parameter names (`Fn::ValueOf`) have parameters of its types, which
products do not."""

RuleName = Annotated[
    str,
    AfterValidator(
        matching(
            r"[A-Za-z0-9]{1,255}",
            what="a rule's name must be letters and digits",
            why="it is a name in a template of CloudFormation",
            fix="write it as FewLargeInstances",
        )
    ),
]


class AssertionDefinition(Spec):
    """What must hold."""

    expression: dict[str, Any] = Field(min_length=1, max_length=1)
    """A function of CloudFormation, written out: `{"Fn::Contains": [["1", "2"], {Ref: AtOnce}]}`."""

    description: Line = Field(min_length=1, max_length=500)
    """What somebody reads for whom it does not hold."""


class RuleDefinition(Spec):
    """A rule."""

    name: RuleName
    """What it is called."""

    condition: dict[str, Any] | None = Field(default=None, min_length=1, max_length=1)
    """When it counts, as a function; always without."""

    assertions: tuple[AssertionDefinition, ...] = Field(min_length=1)
    """What must hold then."""

    def expressions(self) -> Iterator[Mapping[str, Any]]:
        """Give the condition, if any, and what must hold."""
        if self.condition is not None:
            yield self.condition
        yield from (assertion.expression for assertion in self.assertions)

    def published(self) -> dict[str, Any]:
        """Return it as Service Catalog takes it."""
        assertions = [{"Assert": each.expression, "AssertDescription": each.description} for each in self.assertions]
        condition = {} if self.condition is None else {"RuleCondition": self.condition}
        return {**condition, "Assertions": assertions}


def used_functions(expression: Any) -> Iterator[tuple[str, Any]]:
    """Give each function of an expression, from outside to inside, with what it is given."""
    if isinstance(expression, list):
        for item in expression:
            yield from used_functions(item)
    elif isinstance(expression, Mapping):
        for function, given in expression.items():
            yield function, given
            if function != "Ref":
                yield from used_functions(given)
