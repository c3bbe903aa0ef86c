"""States as Terraform writes them."""

from __future__ import annotations

import json

LINEAGE = "0d3a6f2c-6a0e-4e58-9f2e-7f7b5d5f3a11"


def state(serial: int = 3, *, lineage: str = LINEAGE, value: str = "x") -> bytes:
    output = {"value": {"value": value, "type": "string"}}
    return json.dumps(
        {"version": 4, "terraform_version": "1.11.4", "serial": serial, "lineage": lineage, "outputs": output}
    ).encode()
