"""What a portfolio says of types of resources that the library does not know."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from modules.catalog.library import library
from modules.catalog_tests.spec import OF_A_PORTFOLIO, resource_types
from modules.specification.errors import LandingZoneError
from modules.specification.problems import InvalidEnvironmentError
from tests.catalog.library.shelf import shelf

QUEUES = 'types:\n  AWS::SQS::Queue: {creates: {action: "sqs:CreateQueue", named: QueueName}, encrypted_by: [Key]}\n'
WORKGROUPS = 'types:\n  AWS::Athena::WorkGroup: {creates: {action: "athena:CreateWorkGroup"}, unencrypted: no data}\n'


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    shelf(tmp_path, product="archives/box")
    monkeypatch.setattr(library, "OWN_PRODUCTS", shelf(tmp_path))
    resource_types.cache_clear()
    yield tmp_path / "products"
    resource_types.cache_clear()


def test_they_are_known_beside_the_library_s(own: Path) -> None:
    (own / "messages" / OF_A_PORTFOLIO).write_text(QUEUES)
    (own / "archives" / OF_A_PORTFOLIO).write_text(QUEUES)

    assert resource_types()["AWS::SQS::Queue"].encrypted_by == ("Key",)
    assert resource_types()["AWS::Athena::WorkGroup"].encrypted_by


@pytest.mark.parametrize("of_another", [WORKGROUPS, QUEUES.replace("[Key]", "[Other]")])
def test_what_the_library_or_another_portfolio_says_stands(own: Path, of_another: str) -> None:
    (own / "archives" / OF_A_PORTFOLIO).write_text(QUEUES)
    (own / "messages" / OF_A_PORTFOLIO).write_text(of_another)

    with pytest.raises(LandingZoneError, match=r"a type of resource must be described once\n  got: .*, in messages/"):
        resource_types()


def test_a_file_that_is_wrong_is_refused_by_its_line(own: Path) -> None:
    (own / "messages" / OF_A_PORTFOLIO).write_text(QUEUES.replace("encrypted_by: [Key]", "encrypted: [Key]"))

    with pytest.raises(InvalidEnvironmentError, match=r"products/messages/resource_types\.yaml:2  types"):
        resource_types()
