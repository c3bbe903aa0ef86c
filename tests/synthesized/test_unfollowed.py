from __future__ import annotations

import pytest

from modules.access import kinds as access
from modules.policy_evaluation.reading import kinds as policies
from modules.reachability.reading import kinds as network
from modules.specification.errors import LandingZoneError
from modules.synthesized.documents import Document
from modules.synthesized.environment import Synthesized
from modules.synthesized.unfollowed import CLOUD_CONTROL, refuse_unfollowed

PROVERS = [
    pytest.param(access.is_of_no_concern, id="access"),
    pytest.param(network.is_of_no_concern, id="network"),
    pytest.param(policies.is_of_no_concern, id="policies"),
]


def making(type_name: object) -> Synthesized:
    """Give an environment in which Cloud Control API makes something."""
    content = {"resource": {CLOUD_CONTROL: {"thing": {"type_name": type_name, "desired_state": "{}"}}}}
    return Synthesized("demo", {"demo-x": Document("demo-x", content)})


@pytest.mark.parametrize("is_of_no_concern", PROVERS)
class TestCloudControl:
    def test_may_make_organization_policies(self, is_of_no_concern: object) -> None:
        refuse(making("AWS::Organizations::Policy"), is_of_no_concern)

    @pytest.mark.parametrize("type_name", ["AWS::EC2::TransitGateway", "AWS::Organizations::Account", "${var.x}", None])
    def test_makes_nothing_else_unseen(self, is_of_no_concern: object, type_name: object) -> None:
        with pytest.raises(LandingZoneError, match="something that the proof does not follow"):
            refuse(making(type_name), is_of_no_concern)


def refuse(synthesized: Synthesized, is_of_no_concern: object) -> None:
    assert callable(is_of_no_concern)
    refuse_unfollowed(synthesized, subject="it", room="modules", is_of_no_concern=is_of_no_concern)
