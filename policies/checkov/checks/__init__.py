"""The project's own checkov checks: one rule, one file. checkov loads every file of a folder with `__init__.py`."""
