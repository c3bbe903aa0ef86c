"""How many workspaces at once: two for each processor, but no more than fit into memory."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

import psutil

from modules.specification.errors import LandingZoneError
from modules.synthesized.documents import read_content

_MIB = 2**20
TERRAFORM_MIB = 350
"""Terraform itself with the schema of the AWS provider, rounded up."""
PROVIDER_MIB = 100
"""One process for each provider block in use (about 85 MiB private with AWS provider 5.100, rounded up)."""
PER_PROCESSOR = 2
"""Terraform mostly waits for AWS: two at once took 180 s for 14 workspaces on 2 processors, four take 118 s."""


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
