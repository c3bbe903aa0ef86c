"""The verbs of a change, from YAML to AWS (validate to deploy), lock, drift, schema, clean."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from modules.commands.verbs.arguments import (
    AffectedSince,
    ByRoles,
    Environment,
    Environments,
    Json,
    Parallel,
    WithDependencies,
    Workspaces,
)

deployment = typer.Typer()


@deployment.command()
def validate(environments: Environments = None) -> None:
    """Check what the YAML says, and nothing else."""
    from modules.commands.validate import validate as run  # noqa: PLC0415

    run(environments or [])


@deployment.command()
def synth(environments: Environments = None) -> None:
    """Write Terraform's files to cdktf.out/stacks, one folder for each workspace."""
    from modules.commands.synth import synth as run  # noqa: PLC0415

    run(environments or [])


@deployment.command()
def check(environments: Environments = None) -> None:
    """Synthesize, run `terraform validate` on every kind of workspace, lint all policies, and gate all with checkov."""
    from modules.commands.check import check as run  # noqa: PLC0415

    raise typer.Exit(0 if run(environments or []) else 1)


@deployment.command()
def plan(  # noqa: PLR0913, PLR0917 - typer makes options of them
    environment: Environment,
    workspaces: Workspaces = None,
    parallel: Parallel = None,
    save: Annotated[
        Path | None, typer.Option(metavar="DIR", help="A new folder: keep the plans there, for deploy --from.")
    ] = None,
    as_json: Json = False,  # noqa: FBT002 - typer makes an option of it
    affected_since: AffectedSince = None,
    with_dependencies: WithDependencies = False,  # noqa: FBT002
    by_roles: ByRoles = False,  # noqa: FBT002
) -> None:
    """Show what a deploy would change. Exit code 0: nothing; 2: something; 1: it could not be planned."""
    from modules.commands.deploy import plan as run  # noqa: PLC0415

    raise typer.Exit(
        run(
            environment,
            workspaces or [],
            parallel=parallel,
            save=save and save.absolute(),
            as_json=as_json,
            affected_since=affected_since,
            needed=with_dependencies,
            by_roles=by_roles,
        )
    )


@deployment.command()
def deploy(  # noqa: PLR0913, PLR0917 - typer makes options of them
    environment: Environment,
    workspaces: Workspaces = None,
    parallel: Parallel = None,
    fresh: Annotated[  # noqa: FBT002 - typer makes an option of it
        bool, typer.Option("--fresh", help="Apply everything, whatever an interrupted run has done.")
    ] = False,
    allow_destroy: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ADDRESS",
            help="A protected resource that may be destroyed, or created again where it is gone; may be repeated.",
        ),
    ] = None,
    saved: Annotated[
        Path | None,
        typer.Option(
            "--from", metavar="DIR", help="Apply the plans that plan --save kept there, as they were reviewed."
        ),
    ] = None,
    dry: Annotated[  # noqa: FBT002
        bool, typer.Option("--dry-run", help="Show in which order what would be applied or refused, and apply nothing.")
    ] = False,
    as_json: Json = False,  # noqa: FBT002
    affected_since: AffectedSince = None,
    with_dependencies: WithDependencies = False,  # noqa: FBT002
    by_roles: ByRoles = False,  # noqa: FBT002
    yes: Annotated[bool, typer.Option("--yes", help="Ask nothing: apply at once, on a terminal too.")] = False,  # noqa: FBT002
) -> None:
    """Gate, then apply workspaces, each after all that it depends on. Run it again to go on after an interruption.

    On a terminal it plans first, shows what changes, and asks. Without one, or with --yes, --json or --from, nobody is
    asked: what is protected and would be destroyed, or is gone and would be created again, is refused there, too,
    unless --allow-destroy names it.
    """
    from modules.commands.deploy import deploy as run  # noqa: PLC0415

    raise typer.Exit(
        run(
            environment,
            workspaces or [],
            parallel=parallel,
            fresh=fresh,
            allow_destroy=allow_destroy or [],
            saved=saved and saved.absolute(),
            dry=dry,
            as_json=as_json,
            affected_since=affected_since,
            needed=with_dependencies,
            by_roles=by_roles,
            yes=yes,
        )
    )


@deployment.command()
def lock(environment: Environment, by_roles: ByRoles = False) -> None:  # noqa: FBT002 - typer makes an option of it
    """Write what accounts were applied with, and are called in AWS now, to ENV/accounts.lock.json, for validate."""
    from modules.commands.lock import lock as run  # noqa: PLC0415

    run(environment, by_roles=by_roles)


@deployment.command()
def drift(
    environment: Environment,
    workspaces: Workspaces = None,
    parallel: Parallel = None,
    as_json: Json = False,  # noqa: FBT002 - typer makes an option of it
    by_roles: ByRoles = False,  # noqa: FBT002
) -> None:
    """Show what was changed outside Terraform. Exit code 0: nothing; 2: something; 1: it could not be looked at."""
    from modules.commands.drift import drift as run  # noqa: PLC0415

    raise typer.Exit(run(environment, workspaces or [], parallel=parallel, as_json=as_json, by_roles=by_roles))


@deployment.command()
def bootstrap(environment: Environment) -> None:
    """Make the bucket of states, its key and the lock table, where deployment.bootstrap says so; before anything else.

    Applied with a state in a local file, which then moves into the bucket. Run again, it goes on, or changes nothing.
    """
    from modules.commands.bootstrap import bootstrap as run  # noqa: PLC0415

    raise typer.Exit(run(environment))


@deployment.command()
def preview(
    environment: Environment,
    workspaces: Workspaces = None,
    parallel: Parallel = None,
    keep: Annotated[  # noqa: FBT002 - typer makes an option of it
        bool, typer.Option("--keep", help="Leave the emulator running, and say how to reach and how to end it.")
    ] = False,
) -> None:
    """Gate an environment, really apply it on an AWS emulator on this machine, and plan again.

    The emulator begins empty: what named workspaces depend on is applied as well.
    """
    from modules.commands.preview import preview as run  # noqa: PLC0415

    raise typer.Exit(run(environment, workspaces or [], parallel=parallel, keep=keep))


@deployment.command()
def schema() -> None:
    """Write what editors and readers learn the YAML from: docs/reference/specification.*."""
    from modules.commands.schema import schema as run  # noqa: PLC0415

    run()


@deployment.command()
def clean() -> None:
    """Remove what the commands wrote (cdktf.out, .preview, logs), and nothing else. State stays."""
    from modules.commands.clean import clean as run  # noqa: PLC0415

    run()
