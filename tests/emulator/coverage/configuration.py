"""The configurations: one file of Terraform's language for each small family of resource types."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

_HERE = Path(__file__).parent
PROVIDERS = _HERE / "providers.tf"
CONFIGURATIONS = _HERE / "configurations"
_TYPE = re.compile(r'^resource "(\w+)"', re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Configuration:
    """One file of `configurations/`, and the accounts that it alone works in."""

    name: str
    text: str

    @property
    def types(self) -> frozenset[str]:
        """Every resource type in it."""
        return frozenset(_TYPE.findall(self.text))

    @property
    def account_id(self) -> str:
        """The account that its default provider works in; in most it is the management account."""
        return _account_id(self.name, "4")

    @property
    def member_id(self) -> str:
        """The account of the provider `member`."""
        return _account_id(self.name, "5")


def read_configurations(folder: Path = CONFIGURATIONS) -> list[Configuration]:
    """Read all configurations, in the order of their names."""
    return [Configuration(path.stem, path.read_text()) for path in sorted(folder.glob("*.tf"))]


def configurations_digest() -> str:
    """Digest the text of all configurations, and of the providers beside them."""
    texts = [PROVIDERS.read_text(), *(f"{one.name}\n{one.text}" for one in read_configurations())]
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()[:12]


def _account_id(name: str, first_digit: str) -> str:
    """Make the same id from the same name, whichever configurations there are besides."""
    return f"{first_digit}{int(hashlib.sha256(name.encode()).hexdigest(), 16) % 10**11:011d}"
