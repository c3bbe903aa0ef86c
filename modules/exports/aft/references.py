"""What a workspace of accounts refers to, in the words that AFT's pipeline understands.

What others produce is read of their states elsewhere. AFT's roles read no states: there it is in parameters of AFT's
management account, which the workspace `aft-values` writes.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from hashlib import sha256
from typing import Any

from modules.accounts.aft.values import parameter_name
from modules.specification.errors import LandingZoneError
from modules.specification.reserved_text import literal
from modules.synthesized.expressions import Code, pieces

_FIELD = r'local\.account\["[^"]+"\]'
_STEP = re.compile(rf'\[(?:"((?:[^"\\$]|\$\{{{_FIELD}\}})*)"|({_FIELD}))\]')
_STATE = re.compile(rf"data\.terraform_remote_state\.([\w-]+)\.outputs\.([\w-]+)((?:{_STEP.pattern})*)")
_PLAIN_TEXT = re.compile(r'"(?:[^"\\$]|\\.|\$(?!\{))*"')
_REFERENCE = re.compile(r"(?<![\w.-])([A-Za-z_][\w-]*)\.([\w-]+)")
_OWN_ID = ("accounts", "account_ids", ('${local.account["key"]}',))


class References:
    """The references of one root module, and the parameters that they come to."""

    def __init__(self, environment: str, states: Mapping[str, Any], calls: Collection[str]) -> None:
        """Take what may be referred to.

        Args:
            environment: The environment's name.
            states: The blocks that read states, by their names.
            calls: The calls of modules in this root module.

        """
        self._environment, self._calls = environment, calls
        self._producers = {name: _producer(environment, block) for name, block in states.items()}
        self._parameters: dict[str, str] = {}

    @property
    def parameters(self) -> dict[str, dict[str, str]]:
        """The lookup of each parameter, by its name in the root module."""
        return {id_: {"name": name, "provider": "aws.aft-management"} for id_, name in sorted(self._parameters.items())}

    def rewritten(self, value: Any) -> Any:
        """Return a value with every reference rewritten, and without comments.

        Raises:
            LandingZoneError: it refers to something that is not there in AFT's pipeline.

        """
        if isinstance(value, str):
            return self._text(value) if "${" in value or "%{" in value else value
        if isinstance(value, Mapping):
            return {key: self.rewritten(inner) for key, inner in value.items() if key != "//"}
        return [self.rewritten(inner) for inner in value] if isinstance(value, list) else value

    def _text(self, text: str) -> str:
        return "".join(self._code(piece) if isinstance(piece, Code) else literal(piece) for piece in pieces(text))

    def _code(self, code: str) -> str:
        found = _STATE.sub(self._read, code)
        for root, name in _REFERENCE.findall(_PLAIN_TEXT.sub('""', found)):
            if not self._is_known(root, name):
                raise LandingZoneError(
                    "an account's workspace refers to something that AFT's pipeline does not have",
                    got=code,
                    why="there it has custom fields, parameters of AFT's management account, and its own modules",
                    fix="run `python main.py synth`; if it stays, it is a mistake of this library",
                )
        return found

    def _is_known(self, root: str, name: str) -> bool:
        known: Mapping[str, Collection[str]] = {
            "local": ("account", "aft"),
            "module": self._calls,
            "data": ("aws_ssm_parameter",),
        }
        return name in known.get(root, ())

    def _read(self, found: re.Match[str]) -> str:
        producer, output = self._producers.get(found[1]), found[2]
        if producer is None:
            return found[0]
        keys = tuple(text or f"${{{field}}}" for text, field in _STEP.findall(found[3]))
        if (producer, output, keys) == _OWN_ID:
            return "local.aft.account_id"
        name = parameter_name(self._environment, producer, output, *keys)
        id_ = _id(producer, output, *keys)
        self._parameters[id_] = name
        return f"data.aws_ssm_parameter.{id_}.insecure_value"


def _id(*steps: str) -> str:
    """Return a name for what is read: readable, and another one for other steps."""
    readable = re.sub(r"[^\w-]+", "-", "_".join(steps)).strip("-")
    return f"{readable}_{sha256('/'.join(steps).encode()).hexdigest()[:8]}"


def _producer(environment: str, state: Mapping[str, Any]) -> str | None:
    """Return the name of the workspace whose state is read, by the file or the name that its configuration has."""
    for text in _texts(state.get("config", {})):
        workspace = text.rpartition("/")[2].removesuffix(".tfstate")
        if workspace.startswith(f"{environment}-"):
            return workspace.removeprefix(f"{environment}-")
    return None


def _texts(value: Any) -> list[str]:
    if isinstance(value, Mapping):
        return [text for inner in value.values() for text in _texts(inner)]
    return [value] if isinstance(value, str) else []
