"""Tags of the resources that we add: kept where moto keeps those of its own, by ARN.

Behaviour from the pages "TagResource" and "ListTagsForResource".
"""

from __future__ import annotations

from typing import Any

from moto.route53resolver.models import route53resolver_backends

from modules.emulator.records import Call, Record


def register(backend: Any) -> None:
    """Let moto's tag operations accept any ARN that has been given tags here; moto looks among its own."""
    matched = backend._matched_arn  # noqa: SLF001 - moto has no other place for this

    def accepts(self: Any, arn: str) -> None:
        if arn not in self.tagger.tags:
            matched(self, arn)

    backend._matched_arn = accepts  # noqa: SLF001 - see above


def keep_tags(call: Call, record: Record) -> None:
    """Keep the tags that a creation asks for."""
    tagger = _tagger(call)
    record.pop("Tags", None)
    tagger.tag_resource(record["Arn"], call.input.get("Tags") or [])
    tagger.tags.setdefault(record["Arn"], {})


def drop_tags(call: Call, record: Record) -> None:
    """Forget the tags of what is deleted."""
    _tagger(call).delete_all_tags_for_resource(record["Arn"])


def _tagger(call: Call) -> Any:
    return route53resolver_backends[call.account_id][call.region].tagger
