"""The verbs of `main.py catalog`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

catalog = typer.Typer(
    help="""Products that teams launch for themselves.

      python main.py catalog test                              every product, in every environment
      python main.py catalog test analytics/athena-workgroup   one
    """,
    rich_markup_mode="rich",
    no_args_is_help=True,
)


@catalog.command("test")
def catalog_test(
    products: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[PRODUCT]...", help="Products as PORTFOLIO/PRODUCT, or all of a PORTFOLIO; all by default."
        ),
    ] = None,
    *,
    environment: Annotated[
        list[str] | None,
        typer.Option("--environment", metavar="ENV", help="A folder of environments/; again for more; all by default."),
    ] = None,
    launch: Annotated[bool, typer.Option(help="Whether to launch them; all else takes seconds.")] = True,
) -> None:
    """Test every version of products that can be launched; a table says how each stands.

    A template is linted (cfn-lint) and scanned (checkov, whatever its conditions), takes networks, keys, roles and
    buckets from parameters of the account's blueprints, creates nothing that a policy of the organization refuses
    where it is launched, has a launch role that may do what CloudFormation needs for it and nothing else, and is
    really launched and terminated, in a member account on the emulator.

    Exit code 1 when something is wrong with any.
    """
    from modules.commands.catalog import test_products as run  # noqa: PLC0415

    raise typer.Exit(0 if run(products or [], environment or [], launch=launch) else 1)


@catalog.command("package")
def catalog_package(
    product: Annotated[str, typer.Argument(metavar="PRODUCT", help="A Terraform product, such as data-bucket.")],
    folder: Annotated[Path, typer.Option(metavar="FOLDER", help="Where the package is written.")] = Path(),
) -> None:
    """Write a Terraform product as a tar.gz of HCL, for an engine of Service Catalog (product type EXTERNAL).

    The same product gives the same bytes.
    """
    from modules.commands.terraform_product import package_product as run  # noqa: PLC0415

    run(product, folder)
