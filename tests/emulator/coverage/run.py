"""Measure many configurations, several at once, on one emulator."""

from __future__ import annotations

import json
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import networkx as nx

from modules.emulator.server import EmbeddedAws
from modules.runner.schedule import run_in_order
from modules.runner.terraform.cli import find_terraform, terraform_environment
from modules.runner.terraform.interruption import Interruption
from modules.runner.terraform.lock_file import forget_checksums
from modules.specification.errors import LandingZoneError
from tests.emulator.coverage.configuration import PROVIDERS, Configuration
from tests.emulator.coverage.cycle import Terraform, measure
from tests.emulator.coverage.results import Results
from tests.emulator.coverage.verdict import Verdict

_PROVIDER = "registry.terraform.io/hashicorp/aws"
Verdicts = dict[str, Verdict]


def initialize(folder: Path, interruption: Interruption) -> Terraform:
    """Run `terraform init` once, for all configurations."""
    environ = terraform_environment()
    executable = find_terraform(environ)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / PROVIDERS.name).write_bytes(PROVIDERS.read_bytes())
    answer = subprocess.run(
        [executable, "init", "-no-color"], cwd=folder, env=environ, capture_output=True, text=True, check=False
    )
    if answer.returncode:
        raise LandingZoneError(
            "Terraform must find the AWS provider",
            got=answer.stderr.strip(),
            why="the coverage is measured with the real provider",
            fix="see docs/how-to/work-without-internet.md",
        )
    forget_checksums(folder)
    return Terraform(executable=executable, environ=environ, initialized=folder, interruption=interruption)


def provider_version(terraform: Terraform) -> str:
    """Tell which version of the AWS provider `init` chose."""
    answer = subprocess.run(
        [terraform.executable, "version", "-json"],
        cwd=terraform.initialized,
        env=dict(terraform.environ),
        capture_output=True,
        check=True,
    )
    return str(json.loads(answer.stdout)["provider_selections"][_PROVIDER])


def measure_all(  # noqa: PLR0913 - keyword-only
    configurations: Sequence[Configuration],
    *,
    terraform: Terraform,
    folder: Path,
    results: Results,
    parallel: int,
    tell: Callable[[str], object],
) -> dict[str, Verdicts]:
    """Measure what has no result yet. After an interruption, only what was measured in full is there."""
    by_name = {configuration.name: configuration for configuration in configurations}
    found = {c.name: verdicts for c in configurations if (verdicts := results.read(c)) is not None}
    todo = [name for name in by_name if name not in found]
    tell(f"{len(found)} of {len(by_name)} configurations are measured already")
    if not todo:
        return found
    graph = nx.DiGraph()
    graph.add_nodes_from(todo)
    with _emulator(terraform) as aws, terraform.interruption:

        def work(name: str, others: Mapping[str, Verdicts | None]) -> Verdicts | None:
            began = time.monotonic()
            verdicts = _measure_one(by_name[name], aws, terraform, folder / name)
            if verdicts is not None:
                results.write(by_name[name], verdicts)
                count = f"{len(found) + len(others) + 1}/{len(by_name)}"
                tell(f"{count}  {name}: {_summary(verdicts)}  ({time.monotonic() - began:.0f} s)")
            return verdicts

        measured = run_in_order(
            graph,
            settle=lambda _name, _results: {} if terraform.interruption.requested else None,
            work=work,
            parallel=parallel,
            tick=terraform.interruption.act,
        )
    return found | {name: verdicts for name, verdicts in measured.items() if verdicts}


def _measure_one(configuration: Configuration, aws: EmbeddedAws, terraform: Terraform, folder: Path) -> Verdicts | None:
    if terraform.interruption.requested:
        return None
    environ = {**terraform.environ, **aws.environment(configuration.account_id)}
    verdicts = measure(configuration, terraform.with_environment(environ), folder)
    return None if terraform.interruption.requested else verdicts


@contextmanager
def _emulator(terraform: Terraform) -> Iterator[EmbeddedAws]:
    log = terraform.initialized / "emulator.log"
    log.unlink(missing_ok=True)
    with EmbeddedAws(log_path=log) as aws:
        yield aws


def _summary(verdicts: Verdicts) -> str:
    failing = [type_ for type_, verdict in verdicts.items() if not verdict.passes]
    passing = f"{len(verdicts) - len(failing)} of {len(verdicts)} types pass"
    return passing + "".join(f"\n        {type_}: {verdicts[type_].reason}" for type_ in failing)
