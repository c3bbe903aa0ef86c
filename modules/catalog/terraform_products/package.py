"""A Terraform product as Service Catalog's engines take it: HCL in a tar.gz, the same bytes for the same input."""

from __future__ import annotations

import gzip
import tarfile
import tempfile
from collections.abc import Callable, Mapping
from io import BytesIO

from cdktf import App, TerraformStack

from modules.specification.errors import LandingZoneError

MAIN = "main.tf"
"""The file of a package. An engine reads files that end with `.tf` and none in JSON."""

SIZE = 500 * 1024
"""Bytes of a package that the parser of AWS's own engine reads as it is installed (AWS samples, Service Catalog Engine
for Terraform, README, Parsing Large Provisioning Artifacts)."""

_MODE = 0o644


def hcl(*definitions: Callable[[TerraformStack], None]) -> str:
    """Return what a product defines, in HCL, for the provider that the engine brings.

    An app that is told to write HCL writes JSON into a file of that name, and an override of `required_version` becomes
    a block that Terraform does not read; so the stack is asked, and overrides no such thing.

    Args:
        definitions: Each defines something in the stack: what the provider must be, and the product.

    """
    with tempfile.TemporaryDirectory(prefix="terraform-product-") as folder:
        stack = TerraformStack(App(outdir=folder, stack_traces=False), "product")
        for define in definitions:
            define(stack)
        return str(stack.to_hcl_terraform()["hcl"])


def package(files: Mapping[str, str]) -> bytes:
    """Pack files: sorted, of nobody, of no time.

    Args:
        files: What is in each, by name.

    Raises:
        LandingZoneError: a file is not in HCL, or all are too large.

    """
    for name in files:
        if not name.endswith(".tf"):
            raise LandingZoneError(
                "a file of a Terraform product must be in HCL",
                got=name,
                why="engines of Service Catalog read no other",
                fix="end its name with .tf",
            )
    packed = BytesIO()
    with (
        gzip.GzipFile(filename="", mode="wb", fileobj=packed, mtime=0) as compressed,
        tarfile.open(fileobj=compressed, mode="w", format=tarfile.USTAR_FORMAT) as archive,
    ):
        for name, text in sorted(files.items()):
            body = text.encode()
            about = tarfile.TarInfo(name)
            about.size, about.mode, about.mtime = len(body), _MODE, 0
            archive.addfile(about, BytesIO(body))
    if len(packed.getvalue()) > SIZE:
        raise LandingZoneError(
            "a Terraform product is too large",
            got=f"{len(packed.getvalue())} bytes",
            why=f"engines read at most {SIZE} bytes",
            fix="take something out",
        )
    return packed.getvalue()
