"""What a plan would replace right after it has imported it: what was found again would be destroyed all the same.

The provider does not read every argument back from AWS. One that it misses, and that forces a new resource, looks as
if it had changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from modules.runner.protection import is_allowed


def replacement_refusal(plan: Mapping[str, Any], imported: Mapping[str, str], allowed: Sequence[str]) -> str:
    """Say why a plan with imports must not be applied; an empty text where it may.

    Args:
        plan: As `terraform show -json` tells it, with the imports in it.
        imported: Import ids by address.
        allowed: Addresses, or globs of addresses, that may be destroyed.

    """
    lost = {
        change["address"]: ", ".join(_arguments(change["change"]))
        for change in plan.get("resource_changes", [])
        if change["address"] in imported
        and "delete" in change["change"]["actions"]
        and not is_allowed(change["address"], allowed)
    }
    if not lost:
        return ""
    lines = [
        f"  {address} ({imported[address]}){f', because of {arguments}' if arguments else ''}"
        for address, arguments in lost.items()
    ]
    return (
        "the plan would replace what an interrupted run created, right after it is imported:\n"
        + "\n".join(lines)
        + "\nChange that once it is imported, or allow it now: "
        + " ".join(f"--allow-destroy '{address}'" for address in lost)
    )


def _arguments(change: Mapping[str, Any]) -> Iterator[str]:
    """Name the arguments that force a new resource, as Terraform writes them."""
    for path in change.get("replace_paths", ()):
        yield ".".join(map(str, path))
