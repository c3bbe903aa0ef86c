"""What `terraform init` writes down of the providers that it installed: version and checksum of each.

Before every command Terraform compares the provider with its checksum. It reads 707 MB for that (AWS provider 5.100),
which is a quarter of the processor time of `terraform validate`. In AWS this is worth its time: folders are kept, and
what a mirror has may change. In a folder that is made for one command, `terraform init` has just compared it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from modules.whole_files import write_whole

LOCK_FILE = ".terraform.lock.hcl"
_CHECKSUMS = re.compile(r"^ *hashes *= *\[[^\]]*\]\n", re.MULTILINE)
_LOOPBACK = "127.0.0.1"


def forget_checksums(folder: Path) -> None:
    """Leave only versions in the lock file of a workspace: Terraform compares with checksums "if any are recorded"."""
    path = folder / LOCK_FILE
    if path.exists():  # there is none where only what is built into Terraform is needed
        write_whole(path, _CHECKSUMS.sub("", path.read_text()))


def has_checksums(folder: Path) -> bool:
    """Whether Terraform can compare the providers of a workspace, where it has any, with what init found."""
    path = folder / LOCK_FILE
    return not path.exists() or bool(_CHECKSUMS.search(path.read_text()))


def is_emulated(environ: Mapping[str, str]) -> bool:
    """Whether Terraform's environment leads to an AWS on this machine, whose files are of this run."""
    return urlsplit(environ.get("AWS_ENDPOINT_URL", "")).hostname == _LOOPBACK
