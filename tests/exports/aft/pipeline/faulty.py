"""Small repositories with one fault each, and what AFT or Terraform says of it.

The letters are those that the faults have in the contract which the stand-in is written from.
"""

from __future__ import annotations

from dataclasses import dataclass

from tests.exports.aft.pipeline.repositories import Distribution, Repository
from tests.exports.aft.pipeline.sound import CONTEXT, PROVIDERS, REQUIRED, Files, as_json, sound

_OSS, _TFC = Distribution.OSS, Distribution.TFC
_ROLE = "${local.aft.role}"
_STOCK_IGNORED = "backend.tf\n*_override.tf.json\n*.manifest\ndist/\nlib64/\ntarget/\n"
_VERSIONS = """
terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 6.0.0, < 7.0.0"
    }
  }
}
"""
_RENDERED = PROVIDERS.replace("{{ provider_region }}", "eu-west-1").replace("{{ ROLE }}", "arn:aws:iam::1:role/x")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A repository of customizations for all accounts that differs from a sound one."""

    says: str
    """What the output has of it."""
    document: dict[str, object] | None = None
    """What is in `cdk.tf.json`, where it is not the sound one."""
    files: Files | None = None
    """Further files, or others in the place of sound ones."""
    without: tuple[str, ...] = ()
    """Sound files that are missing."""
    repository: Repository = Repository.GLOBAL
    customization: str = ""
    distributions: tuple[Distribution, ...] = (_OSS,)

    def contents(self) -> Files:
        """Return the files of the repository."""
        files = sound(self.repository)
        if self.document is not None:
            files["terraform/cdk.tf.json"] = as_json(self.document)
        files |= self.files or {}
        return {path: content for path, content in files.items() if path not in self.without}


def _with(**blocks: object) -> dict[str, object]:
    return {"terraform": REQUIRED, **blocks}


def _settings(**settings: object) -> dict[str, object]:
    return {"terraform": {**REQUIRED, **settings}}


_DUPLICATE_PROVIDER = "Duplicate provider configuration"
_MISSING_LABEL = "Missing block label"
_RESOURCE = {"name": "/a", "type": "String", "value": "a"}

FAULTS = {
    "A, a backend of its own": Fault(
        document=_settings(backend={"local": {"path": "a.tfstate"}}), says="Duplicate backend configuration"
    ),
    "B, a provider without alias": Fault(
        document=_with(provider={"aws": [{"region": "eu-west-1", "assume_role": {"role_arn": _ROLE}}]}),
        says=_DUPLICATE_PROVIDER,
    ),
    "D, required providers twice": Fault(
        repository=Repository.PROVISIONING,
        files={"terraform/versions.tf": _VERSIONS},
        says="Duplicate required providers configuration",
    ),
    "G, a template of JSON": Fault(
        files={"terraform/more.tf.json.jinja": as_json({"locals": {"a": "{{ provider_region }}"}})},
        says="more.tf.json.tf",
    ),
    "H, a rendered provider file is committed": Fault(
        files={"terraform/aft-providers.tf": _RENDERED}, says=_DUPLICATE_PROVIDER
    ),
    "H, a file is called like a template": Fault(
        files={"terraform/aft-context.tf": CONTEXT.replace('{{ target_admin_role_arn.split(":")[4] }}', "1")},
        says="Duplicate local value definition",
    ),
    "M, HCP Terraform beside a backend": Fault(
        document=_settings(cloud={"organization": "acme", "workspaces": {"name": "a"}}),
        says="Both a backend and cloud configuration are present",
        distributions=(_OSS, _TFC),
    ),
    "z1, no provider in a block": Fault(document=_with(provider={}), says=_MISSING_LABEL),
    "z2, null for a provider": Fault(document=_with(provider=None), says=_MISSING_LABEL),
    "z3, null for a backend": Fault(document=_settings(backend=None), says=_MISSING_LABEL),
    "z4, no backend in a block": Fault(document=_settings(backend={}), says=_MISSING_LABEL),
    "z5, no output in a block": Fault(document=_with(output={}), says=_MISSING_LABEL),
    "z6, no data source in a block": Fault(document=_with(data={}), says=_MISSING_LABEL),
    "z7, no variable in a block": Fault(document=_with(variable={}), says=_MISSING_LABEL),
    "z8, no module in a block": Fault(document=_with(module={}), says=_MISSING_LABEL),
    "a provider that assumes no role": Fault(
        document=_with(provider={"aws": [{"alias": "us-east-1", "region": "us-east-1"}]}),
        says="a provider us-east-1 assumes no role",
    ),
    "no version of the provider": Fault(document={}, says="no version is asked of the AWS provider"),
    "a provider older than 6": Fault(
        document={"terraform": {"required_providers": {"aws": {"source": "hashicorp/aws", "version": "~> 5.100"}}}},
        says="AFT needs AWS provider 6, and this asks for ~> 5.100",
    ),
    "a removed block": Fault(
        document=_with(removed=[{"from": "aws_ssm_parameter.b", "lifecycle": {"destroy": False}}]),
        says="cdk.tf.json has removed blocks (1.7)",
    ),
    "a function of the provider": Fault(
        document=_with(locals={"a": '${provider::aws::arn_parse("arn:aws:s3:::a")}'}),
        says="cdk.tf.json has provider-defined functions (1.8)",
    ),
    "an ephemeral variable": Fault(
        document=_with(variable={"a": {"default": "a", "ephemeral": True}}),
        says="cdk.tf.json has ephemeral values (1.10)",
    ),
    "a write-only argument": Fault(
        document=_with(resource={"aws_ssm_parameter": {"a": {"name": "/a", "type": "String", "value_wo": "a"}}}),
        says="cdk.tf.json has write-only arguments (1.11)",
    ),
    "a lock in S3": Fault(
        files={
            "terraform/backend.jinja": sound(Repository.GLOBAL)["terraform/backend.jinja"].replace(
                "encrypt        = true", "use_lockfile   = true"
            )
        },
        says="backend.tf has locks in S3 itself (1.10)",
    ),
    "a module outside of terraform, where only that is sent": Fault(
        document=_with(module={"a": {"source": "../modules/a"}}),
        files={"modules/a/main.tf.json": as_json({"locals": {"a": "a"}})},
        says="Unreadable module directory",
        distributions=(_TFC,),
    ),
    "a module in a folder that is not sent": Fault(
        document=_with(module={"a": {"source": "./venv"}}),
        files={"terraform/venv/main.tf.json": as_json({"locals": {"a": "a"}})},
        says="Unreadable module directory",
        distributions=(_TFC,),
    ),
    "a module that git ignores": Fault(
        document=_with(module={"a": {"source": "./target"}}),
        files={"terraform/target/main.tf.json": as_json({"locals": {"a": "a"}}), ".gitignore": _STOCK_IGNORED},
        says="Unreadable module directory",
    ),
    "a file that git ignores": Fault(
        document=_with(resource={"aws_ssm_parameter": {"a": {**_RESOURCE, "value": '${file("policy.manifest")}'}}}),
        files={"terraform/policy.manifest": "a", ".gitignore": _STOCK_IGNORED},
        says="Invalid function argument",
    ),
    "an absolute path": Fault(
        document=_with(module={"a": {"source": "/srv/modules/a"}}), says="module a has an absolute path"
    ),
    "a variable that nobody sets": Fault(
        document=_with(variable={"a": {"type": "string"}}), says="variable a has no default, and nobody is asked"
    ),
    "a customization that has no folder": Fault(
        repository=Repository.ACCOUNT, customization="absent", says="there is no folder absent"
    ),
    "no requirements of helpers": Fault(without=("api_helpers/python/requirements.txt",), says="No such file"),
    "no helper before": Fault(without=("api_helpers/pre-api-helpers.sh",), says="cannot access"),
    "no helper after": Fault(without=("api_helpers/post-api-helpers.sh",), says="cannot access"),
    "JSON alone": Fault(
        without=("terraform/backend.jinja", "terraform/aft-providers.jinja", "terraform/aft-context.jinja"),
        says="No such file or directory",
    ),
}

HELPER_FAULTS = {
    "a gate that fails": ("false\n", ""),
    "a helper that leaves AFT's shell": ("exit 0\n", ""),
    "unset variables as errors": ("set -u\n", "unbound variable"),
    "another place for the repository": ("DEFAULT_PATH=/nowhere\n", "/nowhere"),
}
"""Helpers before the build which keep a stage from being done, by what they do; and what the output has of it."""
