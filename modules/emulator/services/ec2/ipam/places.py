"""Ranges told by their place in what a pool gave, for comparisons: who asks first decides which range each one gets.

Pool, owner, size and place stay; only where in the pool it lies is left out. A range that no pool gave stays as it is.
"""

from __future__ import annotations

import re

from modules.emulator.services.ec2.ipam import state
from modules.emulator.services.ec2.ipam.address_space import contains, network

_CIDR = re.compile(r"(?<![\w.:])\d{1,3}(?:\.\d{1,3}){3}/\d{1,2}\b")
_ALLOTTED = frozenset({"vpc", "subnet"})
"""What asks a pool for a size. Pools and allocations by hand ask for the range that they get."""


class Places:
    """The ranges that the pools have given at this moment."""

    def __init__(self) -> None:
        self._given = [
            (given, f"{allocation['ResourceOwner']} from {pool['Description'] or pool['IpamPoolId']}")
            for pool in state.all_pools()
            for allocation in pool["allocations"].values()
            if allocation["ResourceType"] in _ALLOTTED and (given := network(allocation["Cidr"]))
        ]

    def put_into(self, text: str) -> str:
        """Write every range that lies in one that was given by its place in it."""
        return _CIDR.sub(lambda cidr: self._place(cidr[0]), text) if self._given else text

    def _place(self, cidr: str) -> str:
        found = network(cidr)
        for given, whose in self._given:
            if found and contains(given, found):
                offset = int(found.network_address) - int(given.network_address)
                return f"/{found.prefixlen} at {offset} of the /{given.prefixlen} of {whose}"
        return cidr
