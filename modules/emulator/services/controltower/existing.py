"""A landing zone that was there before the preview began, as most are before anybody takes up this project.

Made at an address of the emulator's own, beside moto's, and without an organization: the preview creates that.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlparse

from moto.core.utils import get_service_model
from moto.moto_api._internal.urls import url_paths

from modules.emulator.records import Call, Service
from modules.emulator.services.controltower.landing_zones import LATEST_VERSION, landing_zone_of, new_landing_zone
from modules.emulator.services.controltower.resources import LANDING_ZONE

PATH = "/moto-api/landing-zone"


def register(service: Service, afterwards: Callable[[Call], None]) -> None:
    """Serve the address: POST with `account` and `region` (the home Region) in the query."""

    def answer(_request: Any, full_url: str, _headers: Any) -> tuple[int, dict[str, str], bytes]:
        query = parse_qs(urlparse(full_url).query)
        call = _call(service, query["account"][0], query["region"][0])
        with service.lock:
            if not call.records(LANDING_ZONE):
                new_landing_zone(call, {"governedRegions": [call.region]}, LATEST_VERSION)
                afterwards(call)
            landing_zone_of(call)
        return 200, {}, b"{}"

    url_paths["{0}" + PATH + "$"] = answer


def _call(service: Service, account_id: str, region: str) -> Call:
    operation = get_service_model(service.name).operation_model("CreateLandingZone")
    return Call(service, operation, account_id, region, {})
