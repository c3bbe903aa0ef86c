from __future__ import annotations

from ipaddress import IPv4Network, ip_network
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from modules.emulator.services.ec2.ipam.address_space import Network, contains, is_free, next_free

SPACE: list[Network] = [IPv4Network("10.0.0.0/20"), IPv4Network("10.1.0.0/22")]
prefixes = st.lists(st.integers(min_value=20, max_value=28), max_size=40)


@given(prefixes)
def test_what_is_given_out_never_overlaps_and_lies_in_the_space(wanted: list[int]) -> None:
    taken: list[Network] = []
    for prefix in wanted:
        found = next_free(SPACE, taken, prefix)
        if found is not None:
            assert found.prefixlen == prefix
            assert is_free(found, SPACE, taken)
            taken.append(found)

    assert not any(one.overlaps(other) for one, other in combinations(taken, 2))
    assert all(any(contains(outer, one) for outer in SPACE) for one in taken)


@given(prefixes, st.integers(min_value=20, max_value=28))
def test_nothing_is_refused_while_there_is_room(wanted: list[int], last: int) -> None:
    taken = [found for prefix in wanted if (found := next_free(SPACE, [], prefix)) is not None]
    candidates = [one for outer in SPACE if outer.prefixlen <= last for one in outer.subnets(new_prefix=last)]
    free = [one for one in candidates if not any(one.overlaps(other) for other in taken)]

    assert next_free(SPACE, taken, last) == (free[0] if free else None)


def test_a_range_of_another_address_family_is_not_free() -> None:
    assert not is_free(ip_network("fd00::/64"), SPACE, [])
