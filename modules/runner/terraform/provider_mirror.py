"""Providers without the registry: find a filesystem mirror, and write the CLI configuration that names it."""

from __future__ import annotations

import json
import platform
from collections.abc import Iterable
from pathlib import Path

from modules.whole_files import write_whole

_AWS = "registry.terraform.io/hashicorp/aws"
_ARCHITECTURES = {"x86_64": "amd64", "aarch64": "arm64"}


def find_mirror(implied: Iterable[Path], prefixes: Iterable[Path]) -> Path | None:
    """Find a mirror that holds the AWS provider for this machine.

    Args:
        implied: Folders that would be mirrors themselves.
        prefixes: Folders of which any child may be a mirror.

    """
    for folder in implied:
        if _has_aws(folder):
            return folder.absolute()
    children = (child for prefix in prefixes for child in sorted(prefix.glob("*")))
    return next((child.absolute() for child in children if _has_aws(child)), None)


def write_cli_configuration(mirror: Path, path: Path) -> Path:
    """Write a CLI configuration that takes from `mirror` what is in it, and all else from the registry."""
    text = _CONFIGURATION.format(path=json.dumps(str(mirror)), providers=json.dumps(_providers(mirror)))
    if not path.is_file() or path.read_text() != text:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, text)
    return path


def _has_aws(folder: Path) -> bool:
    return any(folder.glob(f"{_AWS}/*/{_build()}"))


def _providers(mirror: Path) -> list[str]:
    versions = mirror.glob(f"*.*/*/*/*/{_build()}")  # host/namespace/type/version/build
    return sorted({version.parent.parent.relative_to(mirror).as_posix() for version in versions})


def _build() -> str:
    machine = platform.machine()
    return f"{platform.system().lower()}_{_ARCHITECTURES.get(machine, machine)}"


_CONFIGURATION = """\
# Written by the landing zone's runner. To configure Terraform yourself, name your own file in TF_CLI_CONFIG_FILE.
provider_installation {{
  filesystem_mirror {{
    path    = {path}
    include = {providers}
  }}
  direct {{
    exclude = {providers}
  }}
}}
"""
