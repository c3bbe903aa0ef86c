"""Patterns of the roles of permission sets, in every policy of the real environments, match those of no other set."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

from modules.specification.permission_set_roles import NAME, permission_set_role
from tests.support.environments import environment

EVERY_SET = re.compile(r"arn:aws:iam::\*:role/\*AWSReservedSSO_\*")
"""Roles of all permission sets, which nobody may change: it means no one of them."""

_OF_ONE_ACCOUNT = re.compile(r"::[^:*]*:")
"""Principals of portfolios are of no account: of whichever sees them."""
_PATTERN = re.compile(rf'arn:aws:iam::[^"\\]*{NAME}[^"\\]*')


def patterns_in(output: Path) -> Iterator[str]:
    """Give every pattern of such roles that was synthesized: in guardrails, trust, bucket and key policies."""
    for path in sorted(output.rglob("*.tf.json")):
        text = json.dumps(json.loads(path.read_text(encoding="utf-8")))
        found = (_OF_ONE_ACCOUNT.sub("::*:", pattern) for pattern in _PATTERN.findall(text))
        yield from (pattern for pattern in found if not EVERY_SET.fullmatch(pattern))


@pytest.mark.parametrize("name", ["production", "staging"])
def test_each_pattern_means_one_permission_set_and_none_that_is_called_alike(
    outputs: dict[str, Path], name: str
) -> None:
    home = environment(name).zone.organization.home_region
    patterns = set(patterns_in(outputs[name]))

    assert len(patterns) > 3, "guardrails and the clean-up role name some"
    for pattern in patterns:
        meant = pattern.partition(NAME)[2].rpartition("_")[0]
        for region in {home, "us-east-1"}:
            wide = [
                called
                for called in (f"{meant}_x", f"{meant}_0123456789abcdef", f"x{meant}", f"x_{meant}", f"{NAME}{meant}")
                if fnmatchcase(role(called, region), pattern)
            ]
            assert wide == [], pattern
        assert fnmatchcase(role(meant, home), pattern), pattern


def role(name: str, region: str) -> str:
    return f"arn:aws:iam::111111111111:role/{permission_set_role(name, region, '0123456789abcdef')}"
