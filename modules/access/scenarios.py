"""What `scenarios.yaml` of a permission set may say, and the reading of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from modules.policy_evaluation.reading.spec import Action, Scalar, several
from modules.specification.model import Spec
from modules.specification.problems import InvalidEnvironmentError, Problem
from modules.specification.suggestions import nearest
from modules.specification.validation import Validation
from modules.specification.yaml_files import YamlFiles, read

FILE = "scenarios.yaml"


class PersonaScenarioSpec(Spec):
    """One request of somebody who works with a permission set, and what must come of it."""

    name: str = Field(min_length=1)
    """What is shown, as a sentence."""

    expect: Literal["allowed", "denied"]
    """Whether all policies together let it through: the permission set's, its boundary, and the organization's."""

    like: str | None = None
    """The name of an earlier scenario, whose request this is, but for the keys beside it."""

    action: Action | Annotated[tuple[Action, ...], Field(min_length=1)] | None = None
    """What is asked for; of a list, each in a request of its own."""

    resource: str | Annotated[tuple[str, ...], Field(min_length=1)] | None = None
    """The resource's ARN; `*`, or nothing, where the action works on none. Of a list, and of a placeholder with several
    values, each is asked for."""

    account: str | Annotated[tuple[str, ...], Field(min_length=1)] | None = Field(
        default=None, alias="in", min_length=1
    )
    """The account that it happens in, by its function: `network`, `team/dev`; of a list, each. By default the first one
    in which somebody has the permission set."""

    cleared_for: Literal["dev", "test", "prod", "stage"] | None = None
    """The stage up to which the person may work, `dev` by default: the session attribute `Stage`. `stage` is that of
    the account that it happens in."""

    context: dict[str, Scalar | tuple[Scalar, ...] | None] = Field(default_factory=dict)
    """Condition keys of the request. Nothing (`null`) takes a key out that a request has by default."""

    each: dict[str, Annotated[tuple[Scalar, ...], Field(min_length=1)]] = Field(default_factory=dict)
    """Condition keys with several values, each of which has a request of its own."""

    either: dict[str, Annotated[tuple[Scalar | None, ...], Field(min_length=1)]] = Field(default_factory=dict)
    """Condition keys with values, each of which takes its key's place in a request of its own; all of them must come
    out as expected. Nothing (`null`) takes the key out."""

    @property
    def actions(self) -> tuple[str, ...]:
        """Every action that it asks for."""
        return several(self.action)

    @property
    def accounts(self) -> tuple[str | None, ...]:
        """Every account that it happens in."""
        return several(self.account) or (None,)

    @property
    def resources(self) -> tuple[str, ...]:
        """Every resource that it asks for, with placeholders."""
        return several(self.resource) or ("*",)

    def alternatives(self) -> Iterator[PersonaScenarioSpec]:
        """Give the scenario with one of the alternatives in each; itself where it has none."""
        if not self.either:
            yield self
        for key, values in self.either.items():
            for value in values:
                yield self.model_copy(update={"context": {**self.context, key: value}, "either": {}})

    def over(self, earlier: PersonaScenarioSpec) -> PersonaScenarioSpec:
        """Return what this one says, and the rest as an earlier one says it."""
        return self.model_copy(
            update={
                "action": self.action or earlier.action,
                "resource": self.resource or earlier.resource,
                "account": self.account or earlier.account,
                "cleared_for": self.cleared_for or earlier.cleared_for,
                "context": {**earlier.context, **self.context},
                "each": {**earlier.each, **self.each},
            }
        )


class PersonaScenarioFile(Spec):
    """The whole file."""

    scenarios: tuple[PersonaScenarioSpec, ...] = Field(min_length=1)
    """Every scenario of the permission set."""


@dataclass(frozen=True, slots=True)
class PersonaScenario:
    """One scenario, with where it is written."""

    spec: PersonaScenarioSpec
    permission_set: str
    """The name of the permission set's folder."""
    where: str
    """File and line."""


def scenarios(folders: Mapping[str, Path]) -> dict[str, tuple[PersonaScenario, ...]]:
    """Read the scenarios of permission sets, by the permission set's name; of those that have some.

    Args:
        folders: Each permission set's folder, by its name.

    Raises:
        InvalidEnvironmentError: with every problem of every file.

    """
    problems: list[Problem] = []
    by_set = {}
    for name, folder in folders.items():
        if not (folder / FILE).is_file():
            continue
        shown = f"{_shown(name, folder)}/{FILE}"
        files = read([(shown, folder / FILE)])
        validation = Validation(files, PersonaScenarioFile)
        whole = validation.whole()
        problems += validation.problems
        if whole is not None and not validation.problems:
            problems += _named_twice(whole, files)
            by_set[name] = tuple(_resolved(whole, name, files, problems))
    if problems:
        raise InvalidEnvironmentError("policies/permission_sets", problems, cross_checked=True)
    return by_set


def _shown(name: str, folder: Path) -> str:
    """Call a permission set's folder as messages do, also one of an environment's own."""
    is_an_environment_s = folder.parts[-4:-3] == ("environments",)
    return "/".join(folder.parts[-4:]) if is_an_environment_s else f"policies/{_shelf(folder)}/{name}"


def _shelf(folder: Path) -> str:
    """Name the folder below `policies` that a permission set is in: the user's own, or the library's."""
    return folder.parent.name if folder.parent.name.startswith("own_") else "permission_sets"


def _named_twice(whole: PersonaScenarioFile, files: YamlFiles) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for index, spec in enumerate(whole.scenarios):
        file, line = files.place(("scenarios", index))
        earlier = first.setdefault(spec.name, line)
        if earlier != line:
            yield Problem(
                file,
                line,
                f"scenarios[{index}].name",
                "two scenarios of a file have the same name",
                f"{spec.name}, also in line {earlier}",
                "a failure is found by the scenario's name",
                "say what differs",
            )


def _resolved(
    whole: PersonaScenarioFile, permission_set: str, files: YamlFiles, problems: list[Problem]
) -> Iterator[PersonaScenario]:
    """Complete each scenario with what it is like; tell of those that are like nothing, or ask for nothing."""
    known: dict[str, PersonaScenarioSpec] = {}
    for index, spec in enumerate(whole.scenarios):
        file, line = files.place(("scenarios", index))
        if spec.like is not None and spec.like not in known:
            guess = nearest(spec.like, known)
            problems.append(
                Problem(
                    file,
                    line,
                    f"scenarios[{index}].like",
                    "there is no such scenario before this one",
                    spec.like,
                    "a scenario takes over what an earlier one of the same file asks",
                    f"write {guess}" if guess else "write the name of one, or say the request here",
                )
            )
            continue
        whole_spec = spec.over(known[spec.like]) if spec.like else spec
        if whole_spec.action is None:
            why = "a scenario is one request"
            problems.append(
                Problem(
                    file,
                    line,
                    f"scenarios[{index}]",
                    "a scenario must ask for an action",
                    spec.name,
                    why,
                    "write `action`",
                )
            )
        known[spec.name] = whole_spec
        yield PersonaScenario(whole_spec, permission_set, f"{file}:{line}")
