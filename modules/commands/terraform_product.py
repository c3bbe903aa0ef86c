"""`catalog package`: a Terraform product as Service Catalog's engines take it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path

from cdktf import TerraformStack

from modules.catalog.terraform_products.data_bucket import data_bucket
from modules.catalog.terraform_products.package import MAIN, hcl, package
from modules.commands.console import out
from modules.specification.suggestions import unknown
from modules.whole_files import write_whole
from modules.workspaces.base.providers import require_provider

PRODUCTS: Mapping[str, Callable[[TerraformStack], None]] = {"data-bucket": data_bucket}
"""Every Terraform product, by its name."""

_SUFFIX = ".tar.gz"


def packaged(name: str) -> bytes:
    """Return the package of a product.

    Raises:
        LandingZoneError: there is none of this name.

    """
    if name not in PRODUCTS:
        what, why = "there must be a Terraform product of this name", f"there is {', '.join(PRODUCTS)}"
        raise unknown(what, name, PRODUCTS, why=why, otherwise="write one of these", path=())
    return package({MAIN: hcl(require_provider, PRODUCTS[name])})


def package_product(name: str, folder: Path) -> None:
    """Write the package of a product into a folder, under its name; print where it is, and its digest."""
    body = packaged(name)
    path = folder / f"{name}{_SUFFIX}"
    write_whole(path, body)
    out.print(f"{path}: {len(body)} bytes, sha256 {sha256(body).hexdigest()}", soft_wrap=True)
