"""The catalogue of controls: `policies/controls`, one file for each service.

JSON and not YAML, since the whole of it is read to check one name, and that must take milliseconds.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path

from pydantic import Field, ValidationError

from modules.specification.model import Spec
from modules.specification.problems import InvalidEnvironmentError, Problem, dotted

CATALOGUE = Path(__file__).parents[3] / "policies" / "controls"


class ControlKind(StrEnum):
    """What a control does about what it forbids: prevents it, detects it, or stops CloudFormation from making it."""

    PREVENTIVE = "preventive"
    DETECTIVE = "detective"
    PROACTIVE = "proactive"


class Implementation(StrEnum):
    """What Control Tower makes of a control in AWS."""

    SERVICE_CONTROL_POLICY = "SCP"
    RESOURCE_CONTROL_POLICY = "RCP"
    DECLARATIVE_POLICY = "declarative policy"
    CONFIG_RULE = "Config rule"
    CLOUDFORMATION_HOOK = "CloudFormation hook"


class Guidance(StrEnum):
    """How strongly AWS recommends a control. Mandatory ones are enabled by Control Tower, and by nobody else."""

    MANDATORY = "mandatory"
    STRONGLY_RECOMMENDED = "strongly recommended"
    ELECTIVE = "elective"
    OPTIONAL = "optional"


class Need(StrEnum):
    """Whether a control works without a parameter."""

    REQUIRED = "required"
    OPTIONAL = "optional"


class CataloguedControl(Spec):
    """One control, as its file says."""

    title: str = Field(min_length=1)
    """What is true where it is enabled."""

    id: str = Field(pattern=r"^[a-z0-9]{24,25}$")
    """Its global identifier in AWS Control Catalog."""

    kind: ControlKind
    implementation: Implementation
    guidance: Guidance

    parameters: dict[str, Need]
    """Every parameter that it takes; the value of each is a list of text."""

    source: str = Field(min_length=1)
    """The title of the page that describes it."""

    @property
    def arn(self) -> str:
        """Its identifier for EnableControl: the global one, which is the same in every Region.

        Older controls have one for each Region too; newer ones have only this (AWS Control Tower Controls Reference
        Guide, Resource identifiers for APIs and controls).
        """
        return f"arn:aws:controlcatalog:::control/{self.id}"


class _Service(Spec):
    """One file."""

    service: str = Field(min_length=1)
    controls: dict[str, CataloguedControl]


@cache
def catalogue(folder: Path = CATALOGUE) -> Mapping[str, CataloguedControl]:
    """Read every control, by its name.

    Raises:
        InvalidEnvironmentError: a file is not right.

    """
    return {name: control for path in sorted(folder.glob("*.json")) for name, control in _read(path).controls.items()}


def _read(path: Path) -> _Service:
    try:
        return _Service.model_validate_json(path.read_bytes())
    except ValidationError as invalid:
        shown, why = f"policies/controls/{path.name}", "policies/controls/README.md says what an entry holds"
        problems = [
            Problem(shown, 1, dotted(error["loc"]), "the catalogue cannot be read", error["msg"], why, "mend it")
            for error in invalid.errors(include_url=False)
        ]
        raise InvalidEnvironmentError("policies/controls", problems, cross_checked=True) from None
