"""The verb `main.py init`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

adoption = typer.Typer()


@adoption.command("init")
def init(
    environment: Annotated[str, typer.Argument(metavar="ENV", help="The new folder of environments/.")],
    *,
    from_aft: Annotated[
        Path, typer.Option(metavar="DIR", help="A checkout of the repository aft-account-request.", show_default=False)
    ],
) -> None:
    """Write the environment that would produce what there is already: accounts that AFT was asked for.

      python main.py init ENV --from-aft DIR

    DIR has requests in HCL or JSON. Literals, locals, variables with a value, merge and a few other functions are
    evaluated. Whatever is not, and whatever no YAML says, is listed with its file and line, and never guessed; what no
    request says is listed to fill in. Both lists are in the README.md of the new folder, too. Nothing is replaced.
    """
    from modules.commands.adoption import adopt as run  # noqa: PLC0415 - each verb imports what it needs

    run(environment, from_aft)
