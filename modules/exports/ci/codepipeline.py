"""A CloudFormation template of pipelines of AWS CodePipeline: they review, deploy and look for drift."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq, TaggedScalar
from ruamel.yaml.scalarstring import LiteralScalarString, SingleQuotedScalarString
from ruamel.yaml.tag import Tag

from modules.delivery.codepipeline.builds import BuildsPlace, place_of
from modules.delivery.codepipeline.commands import PipelineEnvironment
from modules.delivery.codepipeline.template import pipelines_template
from modules.exports.ci.delivered import DeliveredEnvironment, trusting
from modules.specification.errors import LandingZoneError

TEMPLATE = ".codepipeline/landing-zone.yaml"

_SHORT = 90
"""Characters of what is written in one line."""

_WORDS = {"y", "n", "yes", "no", "on", "off"}

_HEADER = """\
# Written by `main.py export ci`. A pull request is reviewed; what is merged is applied, one environment after the
# other, each when somebody approved it; drift is looked for every night. What builds run is part of their projects, not
# of the repository: a change of it takes effect when somebody with rights to the account deploys this template.
"""


def stack(environments: Sequence[DeliveredEnvironment]) -> dict[str, str]:
    """Return the template, by its path.

    Args:
        environments: What the pipelines deliver, in the order in which a change gets there.

    Raises:
        LandingZoneError: an environment is not delivered by AWS CodePipeline, or two are from different places.

    """
    delivered = [_delivered(each) for each in environments]
    template = pipelines_template(delivered, _place(environments), write=_written)
    return {TEMPLATE: f"{_HEADER}{_written(_for_cloudformation(template))}"}


def _delivered(environment: DeliveredEnvironment) -> PipelineEnvironment:
    spec = trusting(environment, environment.spec.codepipeline, "CodePipeline")
    return PipelineEnvironment(
        name=environment.name,
        region=environment.region,
        plan_roles=tuple(role.arn for role in environment.plan_roles),
        apply_roles=tuple(role.arn for role in environment.apply_roles),
        plans_pull_requests=spec.plans_pull_requests,
    )


def _place(environments: Sequence[DeliveredEnvironment]) -> BuildsPlace:
    """Return where all pipelines are."""
    places = {
        each.name: place_of(
            trusting(each, each.spec.codepipeline, "CodePipeline"),
            management_id=each.management_id,
            region=each.region,
        )
        for each in environments
    }
    if len({*places.values()}) > 1:
        raise LandingZoneError(
            "environments of one pipeline must agree on its account, region and the start of names",
            got="; ".join(
                f"{name}: {place.account_id}, {place.region}, {place.prefix}" for name, place in places.items()
            ),
            why="one pipeline applies them one after the other, and it is in one account",
            fix="write the same `delivery.codepipeline.account` in each, or export each environment alone",
        )
    return next(iter(places.values()))


def _written(content: Any) -> str:
    yaml = YAML()
    yaml.default_flow_style = False
    yaml.width = 4096  # a line of a command stays one
    yaml.representer.ignore_aliases = lambda _: True
    text = io.StringIO()
    yaml.dump(_with_lines(content), text)
    return text.getvalue()


def _with_lines(value: Any) -> Any:
    """Keep the lines of texts that have several."""
    if isinstance(value, CommentedSeq | CommentedMap):
        return value  # it is in one line
    if isinstance(value, Mapping):
        return {key: _with_lines(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_with_lines(each) for each in value]
    return LiteralScalarString(value) if isinstance(value, str) and "\n" in value else value


def _for_cloudformation(value: Any) -> Any:
    """Write functions as tags, and quote words that YAML 1.1, which CloudFormation reads, has for true and false."""
    if isinstance(value, list | tuple):
        return _in_one_line([_for_cloudformation(each) for each in value])
    if isinstance(value, Mapping):
        return _function(value) or _in_one_line({key: _for_cloudformation(each) for key, each in value.items()})
    return SingleQuotedScalarString(value) if isinstance(value, str) and value.lower() in _WORDS else value


def _function(value: Mapping[str, Any]) -> TaggedScalar | None:
    match value:
        case {"Ref": str(name)}:
            return _tagged("!Ref", name)
        case {"Fn::GetAtt": [name, attribute]}:
            return _tagged("!GetAtt", f"{name}.{attribute}")
        case {"Fn::Sub": str(text)}:
            return _tagged("!Sub", text)
    return None


def _in_one_line(value: Any) -> Any:
    """Write what is short in one line: without a bucket to upload to, CloudFormation takes 51,200 bytes."""
    parts = [*value, *value.values()] if isinstance(value, dict) else value
    if not all(map(_is_plain, parts)) or len("".join(map(str, parts))) > _SHORT:
        return value
    short = CommentedMap(value) if isinstance(value, dict) else CommentedSeq(value)
    short.fa.set_flow_style()
    return short


def _is_plain(part: Any) -> bool:
    return isinstance(part, str | int | TaggedScalar) and "{" not in str(part)


def _tagged(tag: str, text: str) -> TaggedScalar:
    return TaggedScalar(text, style=None, tag=Tag(suffix=tag))
