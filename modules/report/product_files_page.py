"""The reference page of the files of a portfolio: what each may say, from the models alone."""

from __future__ import annotations

from modules.catalog.library.definition import ProductDefinition
from modules.catalog.library.portfolio import PortfolioDescription
from modules.catalog_tests.spec import ResourceTypesSpec
from modules.specification.model import Spec
from modules.specification.reference_page import tables

_PAGE = """# Files of a portfolio

What the files of a portfolio may say: [how to publish a product](../how-to/publish-a-product.md). This page is written
by `python main.py schema`. A key that is not on it is an error.

```text
PORTFOLIO/
  portfolio.yaml          what it is, whose, and who sees it
  resource_types.yaml     types of resources that the library does not know; it may be left out
  PRODUCT/
    product.yaml          what it is, its versions, its launch role, its tests
    1.0/template.yaml     CloudFormation
```

## portfolio.yaml

{portfolio}
## product.yaml

{product}
## resource_types.yaml

`policies/product_resources.yaml` says the same of the types that the library knows, and has examples of every key.
Actions of a type's handlers are known already, from the CloudFormation registry. The emulator makes types that moto or
the library knows: a launch says which it does not know.

{types}"""


def product_files_page() -> str:
    """Return the page, in Markdown."""
    models: dict[str, type[Spec]] = {
        "portfolio": PortfolioDescription,
        "product": ProductDefinition,
        "types": ResourceTypesSpec,
    }
    return _PAGE.format(**{name: tables(model, "###") for name, model in models.items()})
