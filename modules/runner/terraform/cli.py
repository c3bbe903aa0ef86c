"""The Terraform command line: which one we run, and the environment we run it in."""

from __future__ import annotations

import functools
import json
import os
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path

from modules.runner.terraform.provider_mirror import find_mirror, write_cli_configuration
from modules.specification.errors import LandingZoneError

PROJECT = Path(__file__).resolve().parents[3]
TOOLS = PROJECT / ".tools"
OLDEST_TERRAFORM = (1, 6)
"""The version that Account Factory for Terraform runs by default; `import` and `moved` need 1.5."""

SYSTEM_PREFIXES = (Path("/opt"), Path("/usr/local/share"), Path("/usr/share"), Path("/srv"))
"""Where the Filesystem Hierarchy Standard puts add-on software and shared data."""

GARBAGE_COLLECTION = "400"
"""`GOGC` of Terraform and of the provider: by how many percent memory grows before it is tidied ("A Guide to the Go
Garbage Collector"). Both live for seconds; with Go's own 100 a quarter of their processor time went into that."""

_INSTALL = "run `python3 scripts/setup.py`, which installs one, or put Terraform 1.6 or newer on PATH"


def find_terraform(environ: Mapping[str, str] = os.environ, *, tools: Path = TOOLS) -> Path:
    """Find the Terraform to run: the one on PATH, else the one that set-up put into `.tools`.

    Raises:
        LandingZoneError: there is none, it does not run, or it is older than `OLDEST_TERRAFORM`.

    """
    installed = tools / "terraform" / "terraform"
    on_path = shutil.which("terraform", path=environ.get("PATH", os.defpath))
    found = Path(on_path) if on_path else installed
    if not found.is_file():
        raise LandingZoneError(
            "Terraform is not installed",
            got="no `terraform` on PATH and none in .tools/terraform",
            why="plan, deploy, preview and check run the real Terraform",
            fix=_INSTALL,
        )
    terraform_version(found.absolute())
    return found.absolute()


def terraform_environment(
    base: Mapping[str, str] = os.environ,
    *,
    tools: Path = TOOLS,
    cwd: Path | None = None,
    system_prefixes: Iterable[Path] = SYSTEM_PREFIXES,
) -> dict[str, str]:
    """Complete `base` so that Terraform runs unattended and finds its providers, from a mirror or from the registry."""
    environ = dict(base) | {"TF_IN_AUTOMATION": "1", "CHECKPOINT_DISABLE": "1", "TF_INPUT": "0"}
    environ.setdefault("GOGC", GARBAGE_COLLECTION)
    if _has_own_configuration(environ):
        return environ
    environ.pop("TF_CLI_CONFIG_FILE", None)  # it names nothing: Terraform would warn at every step
    mirror = find_mirror(_implied_mirrors(environ, cwd or Path.cwd()), system_prefixes)
    if mirror is not None:
        environ["TF_CLI_CONFIG_FILE"] = str(write_cli_configuration(mirror, tools / "terraform.rc"))
    else:
        environ |= _plugin_cache(environ, tools / "plugin-cache")
    return environ


def _has_own_configuration(environ: Mapping[str, str]) -> bool:
    """Whether the user configured Terraform: by the variable, or, where that is unset, by the file in the home."""
    named = environ.get("TF_CLI_CONFIG_FILE")
    return Path(named).is_file() if named else (_home(environ) / ".terraformrc").is_file()


def _implied_mirrors(environ: Mapping[str, str], cwd: Path) -> list[Path]:
    """List the folders that Terraform itself takes for mirrors (its docs: "Implied Local Mirror Directories")."""
    home = _home(environ)
    data_home = Path(environ.get("XDG_DATA_HOME") or home / ".local/share")
    data_dirs = (environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share").split(":")
    shared = [data / "terraform" / "plugins" for data in (data_home, *map(Path, filter(None, data_dirs)))]
    return [cwd / "terraform.d" / "plugins", home / ".terraform.d" / "plugins", *shared]


def _plugin_cache(environ: Mapping[str, str], folder: Path) -> dict[str, str]:
    """Download each provider once for all workspaces.

    Generated workspaces bring no dependency lock file, and without one Terraform fills the cache but does not read it,
    unless the second variable allows it to.
    """
    if "TF_PLUGIN_CACHE_DIR" in environ:
        return {}
    folder.mkdir(parents=True, exist_ok=True)
    return {"TF_PLUGIN_CACHE_DIR": str(folder), "TF_PLUGIN_CACHE_MAY_BREAK_DEPENDENCY_LOCK_FILE": "1"}


def _home(environ: Mapping[str, str]) -> Path:
    return Path(environ.get("HOME") or Path.home())


@functools.cache
def terraform_version(terraform: Path) -> str:
    """Ask a Terraform for its version.

    Raises:
        LandingZoneError: it does not run, or is older than `OLDEST_TERRAFORM`.

    """
    quiet = {key: value for key, value in os.environ.items() if key != "TF_CLI_CONFIG_FILE"} | {
        "CHECKPOINT_DISABLE": "1"
    }
    try:
        answer = subprocess.run(  # noqa: S603 - the Terraform we found
            [terraform, "version", "-json"], capture_output=True, check=True, timeout=30, env=quiet
        )
        version = str(json.loads(answer.stdout)["terraform_version"])
        found = tuple(int(number) for number in version.partition("-")[0].split("."))
    except (OSError, subprocess.SubprocessError, ValueError, KeyError) as error:
        raise LandingZoneError(
            "Terraform does not run",
            got=f"{terraform}: {error}",
            why="`terraform version -json` must answer",
            fix=_INSTALL,
        ) from error
    if found < OLDEST_TERRAFORM:
        raise LandingZoneError(
            "Terraform is too old",
            got=f"{terraform} is version {version}",
            why="1.6 is the oldest we support",
            fix=_INSTALL,
        )
    return version
