"""Which values can be others after a change: followed from where they are read to where something is written anew.

Nothing is known of what AWS answers. So of a resource that is written in another way, everything is taken to change
that AWS says of it: its id, too, for it may be replaced. Three things are known to change nothing of that: tags, the
order in which things are made, and settings of the provider that only concern requests. And what Terraform refuses to
replace keeps its id and its ARN.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from modules.changes.revisions import Revision, Scopes
from modules.synthesized.accounts import provider_blocks, provider_of
from modules.synthesized.expressions import Code, pieces, references, references_of_code
from modules.synthesized.scope import Scope

_HARMLESS = frozenset({"tags", "depends_on", "provider"})
"""Arguments that change nothing that AWS says of a resource; its provider is compared by what that says."""
_TAGS = frozenset({"tags", "tags_all"})
_OF_REQUESTS = frozenset({"default_tags", "max_retries", "token_bucket_rate_limiter_capacity", "alias"})
"""Arguments of a provider that change neither where a resource is nor what is asked for."""
_REPLACED_FOR_TAGS = frozenset(
    {
        "aws_detective_graph",
        "aws_emrcontainers_job_template",
        "aws_fis_experiment_template",
        "aws_ivs_playback_key_pair",
        "aws_macie2_custom_data_identifier",
    }
)
"""Types that AWS provider 5 replaces for other tags (`TagsSchemaForceNew` in its sources, read on 2026-11-30)."""
_KEPT = (("id",), ("arn",), ("roots", "0", "id"))
"""What stays of a resource as long as it is not replaced; the last one is of an organization, which has one root."""
_LIFECYCLE = frozenset({"ignore_changes", "replace_triggered_by"})
"""What of a resource's life decides whether it changes."""
_MISSING = object()
_OF_TERRAFORM = frozenset({"count", "each", "path", "self", "terraform"})


@dataclass(frozen=True, slots=True)
class Cause:
    """Why a value can be another one."""

    workspace: str
    """The id of the workspace in which something is written in another way."""
    what: str
    """What is: the address of a resource, an output, a local value."""
    way: tuple[tuple[str, str], ...] = ()
    """By which outputs that is read, the nearest to the reader first: the workspace's id and the output."""


class PossibleChanges:
    """Answers for values of one environment in two revisions."""

    def __init__(self, before: Revision, now: Revision) -> None:
        self._before, self._now = before, now
        self._found: dict[tuple[str, tuple[str, ...]], Cause | None] = {}

    def of_reader(self, workspace: str) -> list[tuple[Cause, str]]:
        """Return why what a workspace reads of others can change: causes, each with the output that is read.

        Args:
            workspace: The id of one that both revisions have.

        """
        places = self._places(workspace)
        if places is None:
            return []
        found = {}
        for steps in dict.fromkeys(step for text in texts(places.now.document.content) for step in references(text)):
            if steps[:2] == ("data", "terraform_remote_state") and (cause := self._reference(places, steps)):
                found[_shown(steps[4:])] = cause
        return [(cause, output) for output, cause in found.items()]

    def _places(self, workspace: str) -> Scopes | None:
        before, now = self._before.scope(workspace), self._now.scope(workspace)
        return Scopes(before, now) if before and now else None

    def _reference(self, at: Scopes, steps: tuple[str, ...]) -> Cause | None:
        place = (at.now.where, steps)
        if place not in self._found:
            self._found[place] = None  # what leads back to itself adds nothing
            self._found[place] = self._meaning(at, steps)
        return self._found[place]

    def _meaning(self, at: Scopes, steps: tuple[str, ...]) -> Cause | None:
        found: Cause | None = None
        match steps:
            case ("var", name, *keys):
                found = self._input(at, name, keys)
            case ("local", name, *keys):
                found = self._block(at, "locals", name, keys, f"local.{name}")
            case ("module", name, output, *keys):
                found = self._module(at, name, output, keys)
            case ("data", "terraform_remote_state", state, "outputs", output, *keys):
                found = self._state(at, state, output, keys)
            case ("data", kind, name, *_):
                found = self._lookup(at, kind, name)
            case (kind, name, *keys) if kind not in _OF_TERRAFORM:
                found = self._resource(at, kind, name, keys)
        return found

    def _block(self, at: Scopes, part: str, name: str, keys: Sequence[str], shown: str) -> Cause | None:
        before, now = (scope.document.blocks(part).get(name, _MISSING) for scope in at)
        return self._written(at, before, now, keys, shown)

    def _input(self, at: Scopes, name: str, keys: Sequence[str]) -> Cause | None:
        callers = [scope.caller for scope in at]
        if callers[0] is None or callers[1] is None:
            return self._block(at, "variable", name, (), f"var.{name}")
        before, now = (scope.call.get(name, _MISSING) for scope in at)
        if before is _MISSING and now is _MISSING:
            return self._block(at, "variable", name, (), f"var.{name}")
        return self._written(Scopes(callers[0], callers[1]), before, now, keys, f"{_module_of(at.now)}, its {name}")

    def _module(self, at: Scopes, name: str, output: str, keys: Sequence[str]) -> Cause | None:
        before, now = at.before.module(name), at.now.module(name)
        if before is None or now is None:
            return Cause(at.now.workspace, f"module.{name}") if before or now else None
        was, is_ = (scope.document.blocks("output").get(output, {}).get("value", _MISSING) for scope in (before, now))
        return self._written(Scopes(before, now), was, is_, keys, f"{_module_of(now)}.{output}")

    def _state(self, at: Scopes, state: str, output: str, keys: Sequence[str]) -> Cause | None:
        before, now = at.before.producer(state), at.now.producer(state)
        if before is None or now is None:
            known = now or before
            return Cause(known.workspace, f"output {output}") if known else None  # a state that nobody here makes
        was, is_ = (scope.document.blocks("output").get(output, {}).get("value", _MISSING) for scope in (before, now))
        found = self._written(Scopes(before, now), was, is_, keys, f"output {output}")
        hop = (now.workspace, _shown((output, *keys)))
        return replace(found, way=(hop, *found.way)) if found else None

    def _lookup(self, at: Scopes, kind: str, name: str) -> Cause | None:
        """Return why a lookup in AWS can find something else: what it asks for, or what it waits for."""
        before, now = (scope.document.blocks("data").get(kind, {}).get(name) for scope in at)
        address = f"data.{kind}.{name}"
        if before is None or now is None:
            return Cause(at.now.workspace, address) if before or now else None
        if before != now or not is_in_place(at, before, now):
            return Cause(at.now.workspace, address)
        awaited = [step for text in now.get("depends_on", ()) for step in references_of_code(text)]
        causes = (self._reference(at, step) for step in awaited)
        return self._texts(at, now) or next(filter(None, causes), None)

    def _resource(self, at: Scopes, kind: str, name: str, keys: Sequence[str]) -> Cause | None:
        before, now = (scope.document.blocks("resource").get(kind, {}).get(name) for scope in at)
        address = f"{kind}.{name}"
        if before is None or now is None:
            return Cause(at.now.workspace, address) if before or now else None
        keys = keys[1:] if {"count", "for_each"} & now.keys() or (keys and keys[0].isdigit()) else keys
        if keys and keys[0] in before and keys[0] in now:
            return self._written(at, before[keys[0]], now[keys[0]], keys[1:], address)
        if tuple(keys) in _KEPT and _is_protected(before) and _is_protected(now) and is_in_place(at, before, now):
            return self._of_provider(at, now)
        by_tags = kind in _REPLACED_FOR_TAGS or bool(keys and keys[0] in _TAGS)
        return self._answered(at, address, before, now, by_tags=by_tags)

    def _answered(
        self, at: Scopes, address: str, before: Mapping[str, Any], now: Mapping[str, Any], *, by_tags: bool
    ) -> Cause | None:
        """Return why AWS can say something else of a resource."""
        harmless = _HARMLESS - _TAGS if by_tags else _HARMLESS
        decisive = {key: value for key, value in _deciding(now).items() if key not in harmless}
        if decisive != {key: value for key, value in _deciding(before).items() if key not in harmless}:
            return Cause(at.now.workspace, _in_module(at.now, address))
        if not is_in_place(at, before, now, by_tags=by_tags):
            return Cause(at.now.workspace, f"the provider of {_in_module(at.now, address)}")
        return self._texts(at, decisive) or self._of_provider(at, now)

    def _of_provider(self, at: Scopes, body: Mapping[str, Any]) -> Cause | None:
        """Return why a resource's provider can work elsewhere: what it reads can change."""
        scope, blocks = provider_blocks(at.now, provider_of(body))
        root = self._places(scope.workspace)
        return self._texts(root, [_placing(block, by_tags=False) for block in blocks]) if root else None

    def _written(self, at: Scopes, before: Any, now: Any, keys: Sequence[str], shown: str) -> Cause | None:
        """Return why what is written down for a value can mean something else, as far down as keys lead."""
        before, _ = _walk(before, keys)
        now, left = _walk(now, keys)
        if before != now:
            return Cause(at.now.workspace, shown)
        if left and isinstance(now, str) and (steps := _reference_alone(now)):
            return self._reference(at, (*steps, *left))
        return self._texts(at, now)

    def _texts(self, at: Scopes, value: Any) -> Cause | None:
        causes = (self._reference(at, steps) for text in texts(value) for steps in references(text))
        return next(filter(None, causes), None)


def is_in_place(at: Scopes, before: Mapping[str, Any], now: Mapping[str, Any], *, by_tags: bool = False) -> bool:
    """Whether the provider of a resource works where it did.

    Args:
        at: Where the resource is written.
        before: The resource as it was.
        now: The resource as it is.
        by_tags: Whether tags that the provider gives everything count.

    """
    was, is_ = (
        [_placing(block, by_tags=by_tags) for block in provider_blocks(scope, provider_of(body))[1]]
        for scope, body in ((at.before, before), (at.now, now))
    )
    return was == is_


def texts(value: Any) -> Iterator[str]:
    """Give every text in a document, or in a part of one."""
    if isinstance(value, Mapping):
        for inner in value.values():
            yield from texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)
    elif isinstance(value, str):
        yield value


def _is_protected(body: Mapping[str, Any]) -> bool:
    """Whether Terraform refuses a plan that replaces a resource, of which there is one."""
    life = body.get("lifecycle")
    return isinstance(life, Mapping) and life.get("prevent_destroy") is True and not {"count", "for_each"} & body.keys()


def _deciding(body: Mapping[str, Any]) -> dict[str, Any]:
    """Leave of a resource's life what decides whether it changes."""
    life = body.get("lifecycle")
    kept = {key: value for key, value in life.items() if key in _LIFECYCLE} if isinstance(life, Mapping) else {}
    return {
        **{key: value for key, value in body.items() if key != "lifecycle"},
        **({"lifecycle": kept} if kept else {}),
    }


def _placing(block: Mapping[str, Any], *, by_tags: bool) -> dict[str, Any]:
    harmless = _OF_REQUESTS - {"default_tags"} if by_tags else _OF_REQUESTS
    return {key: value for key, value in block.items() if key not in harmless}


def _walk(value: Any, keys: Sequence[str]) -> tuple[Any, Sequence[str]]:
    """Return what is written at some keys, and the keys that lead further than what is written."""
    for place, key in enumerate(keys):
        if isinstance(value, Mapping):
            value = value.get(key, _MISSING)
        elif isinstance(value, list) and key.isdigit() and int(key) < len(value):
            value = value[int(key)]
        else:
            return value, keys[place:]
    return value, ()


def _reference_alone(text: str) -> tuple[str, ...]:
    found = pieces(text)
    return found[0].steps if len(found) == 1 and isinstance(found[0], Code) else ()


def _shown(steps: Sequence[str]) -> str:
    return f"{steps[0]}{''.join(f'[{key}]' for key in steps[1:])}" if steps else ""


def _module_of(scope: Scope) -> str:
    calls = scope.where.split("/")[1:]
    return ".".join(f"module.{call}" for call in calls)


def _in_module(scope: Scope, address: str) -> str:
    return ".".join(filter(None, (_module_of(scope), address)))
