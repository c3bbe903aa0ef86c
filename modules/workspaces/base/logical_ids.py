"""The logical id that CDKTF gives to a construct, worked out from its path.

What is repeated inside a workspace is constructed once; the ids of the others are worked out here. They are part of
addresses, and so of state: tests/workspaces/base/test_logical_ids.py compares them with those that CDKTF makes.
"""

from __future__ import annotations

import hashlib
import re

_HIDDEN = "Default"
"""An id that appears nowhere in an address."""
_HIDDEN_FROM_READERS = "Resource"
_LONGEST_READABLE, _LONGEST, _HASH_LENGTH = 240, 255, 8


def logical_id(*path: str) -> str:
    """Return the logical id of a construct: `path` has the ids of its scopes below the stack, and its own."""
    names = [name for name in path if name != _HIDDEN]
    if len(names) == 1 and len(readable := _allowed(names[0])) <= _LONGEST:
        return readable
    digest = hashlib.md5("/".join(names).encode(), usedforsecurity=False)
    shown: list[str] = []
    for name in names:
        if not (shown and shown[-1].endswith(name)):
            shown.append(name)
    text = "_".join(_allowed(name) for name in shown if name != _HIDDEN_FROM_READERS)
    return f"{text[:_LONGEST_READABLE]}_{digest.hexdigest()[:_HASH_LENGTH].upper()}"


def _allowed(name: str) -> str:
    return re.sub(r"[^A-Za-z0-9_-]", "", name)
