"""The JSON Schema of a specification, for editors: completion, tooltips and red lines while typing."""

from __future__ import annotations

import json

from modules.specification.model import Spec

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def editor_schema(model: type[Spec]) -> str:
    """Return the JSON Schema of `model` as text.

    No top-level key is required: an environment has them all, but each of its files only some.
    """
    schema = model.model_json_schema()
    del schema["required"]
    return json.dumps({"$schema": DIALECT, **schema}, indent=2, ensure_ascii=False) + "\n"
