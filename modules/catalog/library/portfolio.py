"""What the `portfolio.yaml` of a portfolio says: what it is, whose, and who sees it. No cdktf here."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import Field

from modules.accounts.spec import Function
from modules.organization.spec import FoundationalUnit
from modules.specification.data_file import read_data_file
from modules.specification.model import ResourceName, Spec
from modules.specification.texts import Line

DESCRIPTION = "portfolio.yaml"


class PortfolioDescription(Spec):
    """What `portfolio.yaml` says. An environment may say otherwise of all but the first three."""

    title: Line = Field(min_length=1, max_length=100)
    """What the portal calls it (AWS Service Catalog API Reference, CreatePortfolio)."""

    description: Line = Field(min_length=1, max_length=2000)
    """What is in it, and for whom."""

    provider: Line = Field(min_length=1, max_length=50)
    """Who provides it, as the portal shows it."""

    owned_by: Function = Field(strict=False)
    """The function of the account that owns it."""

    shared_with: tuple[Annotated[FoundationalUnit, Field(strict=False)], ...]
    """The library's organizational units whose accounts see it, where an environment has them."""

    launched_by: tuple[ResourceName, ...]
    """Permission sets whose holders see and launch its products; none for blueprints, which Control Tower shares."""


@cache
def portfolio_description(folder: Path) -> PortfolioDescription:
    """Read the description of a portfolio.

    Raises:
        InvalidEnvironmentError: it is not right, or not there.

    """
    shown = f"{folder.parent.name}/{folder.name}"
    description, _ = read_data_file(
        folder / DESCRIPTION, PortfolioDescription, shown=f"{shown}/{DESCRIPTION}", folder=shown
    )
    return description
