"""Parameters of Systems Manager, by which products in a team's account find the registry of models."""

from __future__ import annotations

from cdktf_cdktf_provider_aws.ssm_parameter import SsmParameter
from constructs import Construct

from modules.machine_learning.models.registered_team import RegisteredTeam
from modules.machine_learning.team_account import PREFIX


class RegistryParameters(Construct):
    """Define a parameter for each value that a template needs to register a model, or to run an approved image.

    The names are a contract: `model-package-group-arn`, `models-bucket` and `base-images`, below `/landing-zone/team/`.

    Args:
        scope: The module.
        id_: What the parameters are called in addresses.
        team: The team, as the registry knows it.

    """

    def __init__(self, scope: Construct, id_: str, *, team: RegisteredTeam) -> None:
        super().__init__(scope, id_)
        texts = {
            "base-images": f"{team.registry_account_id}.dkr.ecr.{team.region}.amazonaws.com/base",
            "model-package-group-arn": team.group_arns[0],
            "models-bucket": team.bucket_name,
        }
        for key, value in texts.items():
            SsmParameter(self, key, name=f"{PREFIX}{key}", type="String", value=value)
