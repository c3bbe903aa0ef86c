"""Measure the emulator's coverage and write the reference page: `python -m tests.emulator.coverage`."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from modules.runner.terraform.interruption import Interruption
from modules.specification.errors import LandingZoneError
from modules.whole_files import write_whole
from tests.emulator.coverage.configuration import Configuration, read_configurations
from tests.emulator.coverage.page import PAGE, read_gaps, render, surprises
from tests.emulator.coverage.results import PROJECT, Results, environment_digest
from tests.emulator.coverage.run import initialize, measure_all, provider_version
from tests.emulator.coverage.verdict import combine

_FOLDER = PROJECT / ".tools" / "emulator-coverage"


def main(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="[CONFIGURATION]...", help="Only these; then the page is not written."),
    ] = None,
    parallel: Annotated[int, typer.Option(min=1, help="Configurations at once.")] = 2,
) -> None:
    """Create, plan again and destroy every configuration. Run it again to go on after an interruption."""
    interruption = Interruption(typer.echo)
    terraform = initialize(_FOLDER / "init", interruption)
    version = provider_version(terraform)
    configurations = _chosen(names or [])
    measured = measure_all(
        configurations,
        terraform=terraform,
        folder=_FOLDER / "work",
        results=Results(_FOLDER / "results", environment_digest(version)),
        parallel=parallel,
        tell=typer.echo,
    )
    if len(measured) < len(configurations):
        typer.echo(f"stopped after {len(measured)} of {len(configurations)} configurations; run it again to go on")
        raise typer.Exit(1)
    verdicts = combine(measured.values())
    if not names:
        write_whole(PAGE, render(verdicts, read_gaps(), provider=version))
        typer.echo(f"{sum(v.passes for v in verdicts.values())} of {len(verdicts)} types pass; wrote {PAGE.name}")
        unexpected = surprises(verdicts, read_gaps())
        typer.echo("\n".join(unexpected))
        raise typer.Exit(1 if unexpected else 0)


def _chosen(names: list[str]) -> list[Configuration]:
    all_of_them = read_configurations()
    unknown = sorted(set(names) - {configuration.name for configuration in all_of_them})
    if unknown:
        raise LandingZoneError(
            "a configuration is named by its file, without the ending",
            got=", ".join(unknown),
            why="each is a file of tests/emulator/coverage/configurations",
            fix=f"choose from {', '.join(configuration.name for configuration in all_of_them)}",
        )
    return [configuration for configuration in all_of_them if not names or configuration.name in names]


if __name__ == "__main__":
    try:
        typer.run(main)
    except LandingZoneError as error:
        sys.exit(str(error))
