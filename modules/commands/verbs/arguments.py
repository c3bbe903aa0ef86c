"""The arguments that several verbs take."""

from __future__ import annotations

from typing import Annotated

import typer

Environments = Annotated[
    list[str] | None, typer.Argument(metavar="[ENV]...", help="Folders of environments/; all by default.")
]
Environment = Annotated[str, typer.Argument(metavar="ENV", help="A folder of environments/.")]
Workspaces = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[WORKSPACE]...", help="Names or globs, such as accounts or 'account-fraud-*'; all by default."
    ),
]
Parallel = Annotated[
    int | None, typer.Option(min=1, help="Workspaces at once; by default what processors and memory allow.")
]
Json = Annotated[
    bool, typer.Option("--json", help="For machines: JSON on standard output, progress on standard error.")
]
AffectedSince = Annotated[
    str | None,
    typer.Option(
        "--affected-since", metavar="REF", help="Only what a change since a branch, a tag or a commit concerns."
    ),
]
WithDependencies = Annotated[
    bool,
    typer.Option("--with-dependencies", help="Also all that the named workspaces depend on."),
]
ByRoles = Annotated[
    bool,
    typer.Option(
        "--role-profiles", help="Work in each workspace with the AWS profile called like its role of `delivery`."
    ),
]
Only = Annotated[
    str | None,
    typer.Option("--only", metavar="GLOB", help="Only changes with such names, as the table shows them."),
]
Account = Annotated[str, typer.Option(metavar="A", help="An account, by its key: fraud-dev.")]
Action = Annotated[str, typer.Option(metavar="X", help="Such as sagemaker:CreateTrainingJob.")]
Context = Annotated[
    list[str] | None,
    typer.Option(
        metavar="K=V",
        help="A condition key that the request carries; again for more values; K= for one that it does not carry.",
    ),
]
