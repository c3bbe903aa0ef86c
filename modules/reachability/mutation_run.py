"""All mutations that are tried of one network."""

from __future__ import annotations

from modules.reachability.following.places import Facts, places
from modules.reachability.mutations import Mutation, Resources, additions, drops
from modules.reachability.proof import network_in


def mutations(resources: Resources, facts: Facts) -> list[Mutation]:
    """Return every change that is tried; of accounts that are alike, additions are tried with the first.

    Args:
        resources: The network, as it was synthesized.
        facts: What no Terraform tells of its environment.

    """
    alike = places(network_in(resources, facts), facts)
    representatives = {place.accounts[0]: place for place in alike if place.accounts}
    return [*drops(resources), *additions(resources, representatives)]
