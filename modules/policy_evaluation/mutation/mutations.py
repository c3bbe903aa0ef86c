"""Every small change of a statement that could be a slip, each of which a scenario must notice.

A statement that is gone, an operator that is inverted or a condition that is lost is a hole, an inverted rule or an
outage; so is the second item of a list, a resource that becomes all resources, one stage more. What changes nothing for
any request that AWS sends is no mutation.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain

from modules.policy_evaluation.mutation.conditions import of_conditions
from modules.policy_evaluation.mutation.equivalents import equivalent
from modules.policy_evaluation.mutation.lists import of_lists
from modules.policy_evaluation.mutation.mutation import Mutation, Operator, Statement
from modules.policy_evaluation.mutation.widening import of_widening


def mutations(statement: Statement, stages: Sequence[str] = ()) -> Iterator[Mutation]:
    """Every mutation of a statement.

    Args:
        statement: With a Sid.
        stages: The environment's stages, by the names that tags have.

    """
    yield Mutation(statement["Sid"], Operator.STATEMENT_REMOVED, "removed", None)
    for mutation in chain(of_conditions(statement), of_lists(statement), of_widening(statement, stages)):
        yield replace(mutation, equivalent=equivalent(statement, mutation))
