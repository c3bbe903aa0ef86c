"""Production as it would be if AFT vended its accounts, synthesized and exported once for all tests."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from modules.environment import PROJECT, Environment
from modules.exports.aft.export import export
from modules.workspaces.writing.synthesis import synthesize
from tests.support.aft import vended_by_aft
from tests.support.once import Factory, folder_of_all_workers

UNIT_IDS = {
    "Workloads/Production": "ou-ab12-11111111",
    "Workloads/NonProduction": "ou-ab12-22222222",
    "Workloads/DataLake": "ou-ab12-33333333",
}


@cache
def production() -> Environment:
    """Return the environment."""
    return Environment("production", vended_by_aft("production", aft={"unit_ids": UNIT_IDS}))


def synthesized_production(factory: Factory) -> Path:
    """Return the folder that it is synthesized to. To read, not to change."""

    def make(folder: Path) -> None:
        synthesize([production()], folder / "cdktf.out")

    return folder_of_all_workers(factory, "production-by-aft", make) / "cdktf.out"


def exported(factory: Factory) -> Path:
    """Return the folder that it is exported to. To read, not to change."""
    output = synthesized_production(factory)

    def make(folder: Path) -> None:
        export(production(), output, folder / "to", policies=PROJECT / "policies" / "checkov")

    return folder_of_all_workers(factory, "exported-to-aft", make) / "to"
