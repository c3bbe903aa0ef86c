"""Amazon SageMaker AI."""

from __future__ import annotations

from modules.runner.recovery.finders.finder import Clients, Values, items, named


def _profiles(clients: Clients, values: Values) -> list[str]:
    """Find a person's profile in a domain: a name that a domain takes once."""
    if not values.get("domain_id"):
        return []  # known only after apply: then the domain does not exist, nor does the profile
    client, name = clients("sagemaker"), values["user_profile_name"]
    found = items(client, "list_user_profiles", "UserProfiles", DomainIdEquals=values["domain_id"])
    asked = [profile for profile in found if profile["UserProfileName"] == name]
    return [
        client.describe_user_profile(DomainId=profile["DomainId"], UserProfileName=name)["UserProfileArn"]
        for profile in asked
    ]


FINDERS = {
    "aws_sagemaker_domain": named(
        "sagemaker", "list_domains", "Domains", "DomainId", name="DomainName", planned="domain_name"
    ),
    "aws_sagemaker_user_profile": _profiles,
}
