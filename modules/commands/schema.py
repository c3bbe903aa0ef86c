"""`schema`: write the JSON Schema for editors and the pages of the reference."""

from __future__ import annotations

from pathlib import Path

from modules import environment
from modules.commands.console import out
from modules.environment import PROJECT
from modules.estimate.catalogue import read_catalogue
from modules.landing_zone import LandingZone
from modules.report.access_page import access_page
from modules.report.catalogue_page import catalogue_page
from modules.report.cost_page import cost_page
from modules.report.guardrail_page import guardrail_page
from modules.report.product_files_page import product_files_page
from modules.specification.json_schema import editor_schema
from modules.specification.reference_page import reference_page
from modules.whole_files import write_whole

REFERENCE = PROJECT / "docs" / "reference"

REFERENCE_ENVIRONMENT = "production"
"""The environment that pages take their values from."""


def schema() -> None:
    """Write all of them, and say where they are."""
    for path in write_all(REFERENCE):
        out.print(f"[green]Written[/] {path.relative_to(PROJECT)}")


def write_all(folder: Path) -> list[Path]:
    """Write what the models say to `folder`; return the files."""
    folder.mkdir(parents=True, exist_ok=True)
    for path, text in texts(folder).items():
        write_whole(path, text)
    return list(texts(folder))


def texts(folder: Path) -> dict[Path, str]:
    """Return what is to be written, by path."""
    zones = {name: environment.load(name) for name in environment.names()}
    return {
        folder / "access.md": access_page(zones[REFERENCE_ENVIRONMENT], REFERENCE_ENVIRONMENT),
        folder / "catalogue.md": catalogue_page(zones),
        folder / "costs.md": cost_page(read_catalogue(PROJECT)),
        folder / "guardrails.md": guardrail_page(zones, REFERENCE_ENVIRONMENT),
        folder / "product-files.md": product_files_page(),
        folder / "specification.schema.json": editor_schema(LandingZone),
        folder / "specification.md": reference_page(LandingZone),
    }
