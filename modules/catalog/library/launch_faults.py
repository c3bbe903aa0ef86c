"""What is wrong with what a product's launch role may do, as IAM would take it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from modules.catalog.library.definition import ProductDefinition
from modules.catalog.library.launch_role import EVERY_LAUNCH, OF_PARAMETERS
from modules.specification.errors import LandingZoneError


def launch_faults(definition: ProductDefinition) -> Iterator[LandingZoneError]:
    """Give the statements whose names another one has: the product's, or one of those of every launch role."""
    taken = Counter([*(statement["Sid"] for statement in EVERY_LAUNCH), OF_PARAMETERS])
    for index, statement in enumerate(definition.launch):
        taken[statement.sid] += 1
        if taken[statement.sid] > 1:
            yield LandingZoneError(
                "two statements of a launch role must not have one name",
                got=statement.sid,
                why="IAM refuses the policy (IAM User Guide, IAM JSON policy elements: Sid); every launch role has "
                f"{', '.join(each['Sid'] for each in EVERY_LAUNCH)} and {OF_PARAMETERS} already",
                fix="call it otherwise",
                path=("launch", index, "Sid"),
            )
