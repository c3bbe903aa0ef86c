"""What a folder of products lacks, where that would leave out without a word what somebody means to publish."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from modules.catalog.library.product import DEFINITION, TEMPLATE
from modules.specification.problems import InvalidEnvironmentError, Problem


def refuse_without_products(shelf: Path, portfolios: Collection[str]) -> None:
    """Refuse a folder of the user's own that has no product, such as a repository that nobody checked out.

    Args:
        shelf: The folder of the user's own portfolios.
        portfolios: Those that have products.

    Raises:
        InvalidEnvironmentError: there is such a folder.

    """
    there = (path for path in shelf.glob("[!.]*") if path.is_dir() or path.is_symlink())  # or leads nowhere
    folders = [path for path in there if path.name not in portfolios]
    problems = [
        Problem(
            f"{shelf.name}/{folder.name}",
            1,
            "",
            "a portfolio must have a product",
            f"no file {folder.name}/PRODUCT/{DEFINITION}",
            "nothing of it would be published, nor the library's of the same name, whose place it takes",
            "check its repository out, write a product, or remove the folder",
        )
        for folder in folders
    ]
    if problems:
        raise InvalidEnvironmentError(shelf.name, problems, cross_checked=True)


def refuse_lone_templates(portfolio: Path) -> None:
    """Refuse a folder with templates and no definition, of which nothing would be published.

    Raises:
        InvalidEnvironmentError: there is such a folder.

    """
    folders = {path.parent.parent for path in portfolio.glob(f"*/*/{TEMPLATE}")}
    shown = f"{portfolio.parent.name}/{portfolio.name}"
    problems = [
        Problem(
            f"{shown}/{folder.name}/{DEFINITION}",
            1,
            "",
            "a folder with templates must have a definition",
            f"no file {folder.name}/{DEFINITION}",
            "without one nothing of it would be published",
            f"write {DEFINITION}, or remove the folder",
        )
        for folder in folders
        if not (folder / DEFINITION).is_file()
    ]
    if problems:
        raise InvalidEnvironmentError(shown, problems, cross_checked=True)
