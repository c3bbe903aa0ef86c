"""Placeholders in scenarios, such as `{{other_region}}`, and the values that take their places."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from modules.policy_evaluation.reading.inputs import Account, EnvironmentFacts, Value
from modules.policy_evaluation.reading.organization_tree import ORGANIZATION_ID
from modules.policy_evaluation.requests.account_choice import FOREIGN_ACCOUNT_ID, Accounts
from modules.policy_evaluation.requests.principals import FOREIGN_ORGANIZATION_ID, exempt_roles, in_account

_PLACEHOLDER = re.compile(r"\{\{(\w+)\}\}")
_GLOBAL_REGION = "us-east-1"
_OTHER_REGIONS = ("ap-southeast-2", "us-west-2", "eu-north-1")


class NothingToAskError(Exception):
    """A scenario that nothing in this environment stands for; the text says why."""


class UnknownPlaceholderError(Exception):
    """A placeholder that stands for nothing; the text names it."""


@dataclass(frozen=True, slots=True)
class ScenarioValues:
    """What placeholders stand for in the scenarios of one account."""

    values: Mapping[str, Value]
    account_id: str

    def sample(self, text: str) -> str:
        """Fill in a text of a request: of a list its first value, of a pattern a text that it matches.

        Raises:
            NothingToAskError: a list is empty.
            UnknownPlaceholderError: nothing is known of a placeholder.

        """
        return _PLACEHOLDER.sub(lambda found: in_account(self._first(found[1]), self.account_id), text)

    def turns(self, texts: Iterable[str]) -> Iterator[ScenarioValues]:
        """Give values by which texts are filled in one after the other, so that each value of each list has its turn.

        Raises:
            NothingToAskError: a list is empty.
            UnknownPlaceholderError: nothing is known of a placeholder.

        """
        lists = {name: self._all(name) for text in texts for name in _PLACEHOLDER.findall(text)}
        for turn in range(max(map(len, lists.values()), default=1)):
            yield replace(
                self, values={**self.values, **{name: each[turn % len(each)] for name, each in lists.items()}}
            )

    def exact(self, value: Any) -> Any:
        """Fill in what a setting must be: of a list its first value, in a list all its values, patterns as they are."""
        if isinstance(value, Mapping):
            return {self._text(key): self.exact(item) for key, item in value.items()}
        if isinstance(value, list | tuple):
            return [text for item in value for text in self._items(item)]
        return self._text(value) if isinstance(value, str) else value

    def _items(self, item: Any) -> list[Any]:
        whole = _PLACEHOLDER.fullmatch(item) if isinstance(item, str) else None
        values = self._known(whole[1]) if whole else ""
        return list(values) if isinstance(values, tuple) else [self.exact(item)]

    def _text(self, text: str) -> str:
        return _PLACEHOLDER.sub(lambda found: self._first(found[1]), text)

    def _first(self, name: str) -> str:
        return self._all(name)[0]

    def _all(self, name: str) -> tuple[str, ...]:
        value = self._known(name)
        if not value:
            raise NothingToAskError(f"{{{{{name}}}}} is empty in this environment")
        return (value,) if isinstance(value, str) else value

    def _known(self, name: str) -> Value:
        if name not in self.values:
            raise UnknownPlaceholderError(name)
        return self.values[name]


def values_for(account: Account, facts: EnvironmentFacts, accounts: Accounts) -> ScenarioValues:
    """Return the values for a scenario in an account: the environment's, and what only scenarios may use."""
    regions = {*facts.parameters["regions"], *facts.parameters.get("bedrock_inference_regions", ())}
    roles = exempt_roles(facts.parameters)
    own: dict[str, Value] = {
        "own_platform_roles": tuple(role for role in roles if ":role/aws-reserved/" not in role),
        "organization_id": ORGANIZATION_ID,
        "account_id": str(account.known_id),
        "other_account_id": str(accounts.other_than(account).known_id),
        "foreign_account_id": FOREIGN_ACCOUNT_ID,
        "foreign_organization_id": FOREIGN_ORGANIZATION_ID,
        # Where AWS keeps what is global: only some environments work there.
        "global_region": (_GLOBAL_REGION,) if _GLOBAL_REGION in regions else (),
        "other_region": next(region for region in _OTHER_REGIONS if region not in regions),
    }
    return ScenarioValues({**facts.parameters, **own}, str(account.known_id))
