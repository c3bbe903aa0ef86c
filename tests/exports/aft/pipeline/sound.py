"""Small repositories that AFT accepts, as contents by path: what the faulty ones differ from."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.exports.aft.pipeline.repositories import Repository

Files = dict[str, str]

BACKEND = """
terraform {
{% if tf_distribution_type == "oss" %}
  required_version = ">= {{ tf_version }}"
  backend "s3" {
    region         = "{{ region }}"
    bucket         = "{{ bucket }}"
    key            = "{{ key }}"
    dynamodb_table = "{{ dynamodb_table }}"
    kms_key_id     = "{{ kms_key_id }}"
    encrypt        = true
    assume_role    = { role_arn = "{{ aft_admin_role_arn }}" }
  }
{% else %}
  backend "remote" {
    organization = "{{ terraform_org_name }}"
    workspaces { name = "{{ terraform_workspace_name }}" }
  }
{% endif %}
}
"""
PROVIDERS = """
provider "aws" {
  region = "{{ provider_region }}"
  assume_role { role_arn = "{{ ROLE }}" }
}
"""
CONTEXT = """
locals {
  aft = { account_id = "{{ target_admin_role_arn.split(":")[4] }}" }
}
"""
REQUIRED = {"required_providers": {"aws": {"source": "hashicorp/aws", "version": ">= 6.0.0, < 7.0.0"}}}
HELPERS = {
    "api_helpers/pre-api-helpers.sh": "#!/bin/bash\ntrue\n",
    "api_helpers/post-api-helpers.sh": "#!/bin/bash\ntrue\n",
    "api_helpers/python/requirements.txt": "",
}
REQUEST_MODULE = json.dumps(
    {
        "variable": {
            "control_tower_parameters": {"type": "map(string)"},
            "custom_fields": {"type": "map(string)", "default": {}},
        },
        "resource": {
            "aws_dynamodb_table_item": {
                "request": {
                    "table_name": "aft-request",
                    "hash_key": "id",
                    "item": '${jsonencode({id = {S = var.control_tower_parameters["AccountEmail"]}, '
                    "custom_fields = {S = jsonencode(var.custom_fields)}})}",
                }
            }
        },
    }
)


def sound(repository: Repository, customization: str = "") -> Files:
    """Return the files of a repository; those of account customizations are in a folder."""
    below = f"{customization}/" if customization else ""
    role = "target_admin_role_arn" if repository.customizes else "aft_admin_role_arn"
    files = {
        "terraform/backend.jinja": BACKEND,
        "terraform/aft-providers.jinja": PROVIDERS.replace("ROLE", role),
        "terraform/cdk.tf.json": as_json({"terraform": REQUIRED, **_content(repository)}),
    }
    if repository.customizes:
        files |= {"terraform/aft-context.jinja": CONTEXT, **HELPERS}
    if repository is Repository.REQUEST:
        files["terraform/modules/request/main.tf.json"] = REQUEST_MODULE
    return {f"{below}{path}": content for path, content in files.items()}


def _content(repository: Repository) -> dict[str, Any]:
    if repository is Repository.REQUEST:
        parameters = {"AccountEmail": "a@example.com"}
        call = {"source": "./modules/request", "control_tower_parameters": parameters, "custom_fields": {"key": "a"}}
        return {"module": {"a": call}}
    value = "${local.aft.account_id}" if repository.customizes else "none"
    return {"resource": {"aws_ssm_parameter": {"id": {"name": "/id", "type": "String", "value": value}}}}


def as_json(document: object) -> str:
    """Return a document as the text of a file."""
    return json.dumps(document, indent=2)


def write(files: Files, folder: Path) -> Path:
    """Write files below a folder."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
    return folder
