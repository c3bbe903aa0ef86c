"""How many workspaces at once: four for each processor, but no more than fit into memory."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

import psutil

from modules.specification.errors import LandingZoneError
from modules.synthesized.documents import read_content

_MIB = 2**20
TERRAFORM_MIB = 450
"""Terraform itself with the schema of the AWS provider, rounded up: 418 MiB private at most, over all of staging."""
PROVIDER_MIB = 100
"""One process for each provider block in use (97 MiB private with AWS provider 5.100, rounded up)."""
PER_PROCESSOR = 4
"""Terraform mostly waits. With two for each, 104 of the 333 s of a deploy of staging were work for 2 processors: the
provider waits for whatever AWS may take long to spread (55 s a bucket's lifecycle, 25 s a queue, 12 s a key)."""


def default_parallelism(folders: Iterable[Path]) -> int:
    """How many of these workspaces to work on at once on this machine, now."""
    largest = max((_memory_mib(folder) for folder in folders), default=TERRAFORM_MIB)
    room = int(psutil.virtual_memory().available) // (largest * _MIB)
    return max(1, min(PER_PROCESSOR * (os.cpu_count() or 1), room))


def _memory_mib(folder: Path) -> int:
    try:
        content = read_content(folder)
        blocks = sum(
            len(of_kind) if isinstance(of_kind, list) else 1 for of_kind in content.get("provider", {}).values()
        )
    except (LandingZoneError, AttributeError):
        blocks = 1  # Terraform will say what is wrong with the file
    return TERRAFORM_MIB + PROVIDER_MIB * blocks
