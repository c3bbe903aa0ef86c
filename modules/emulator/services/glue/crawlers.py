"""A crawler of AWS Glue that is changed, which moto lacks.

Behaviour from the AWS Glue Web API Reference, page "UpdateCrawler": what is not named stays.
"""

from __future__ import annotations

from botocore import xform_name
from moto.core.responses import BaseResponse, EmptyResult
from moto.core.utils import utcnow
from moto.glue.responses import GlueResponse

from modules.emulator.moto_additions import add_operations
from modules.emulator.operation_input import operation_input
from modules.emulator.records.call import Refusal


def register() -> None:
    """Add the operation to moto's Glue."""
    add_operations(GlueResponse, CrawlerOperations)


class CrawlerOperations(BaseResponse):
    """The operation, as a method of moto's Glue."""

    def update_crawler(self) -> EmptyResult:
        """Change what is named of a crawler."""
        asked = operation_input(self, refusal="InvalidInputException")
        crawler = self.glue_backend.crawlers.get(asked["Name"])
        if crawler is None:
            raise Refusal("EntityNotFoundException", f"Crawler {asked['Name']} not found.")
        for name, value in asked.items():
            setattr(crawler, xform_name(name), value)
        crawler.last_updated = utcnow()
        crawler.version += 1
        return EmptyResult()
