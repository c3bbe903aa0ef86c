# The few commands that people type. Each sets the project up first, which costs nothing when that is done.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
RUN := .venv/bin/python
ENV ?= staging
COUNT ?= 50
FAULTS ?= 10

.DEFAULT_GOAL := help
.PHONY: help setup preview test tests lint style types fuzz bench disturbances prove-delivery emulator-coverage schema lock clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-17s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: ## Install everything into this folder: Python packages, cdktf CLI, Terraform where it is missing
	@$(PYTHON) scripts/setup.py

preview: setup ## Gate an environment and really apply it on an AWS emulator (ENV=staging)
	@$(RUN) main.py preview $(ENV)

# Types are checked beside the tests: mypy takes one processor only, and its time.
test: setup style ## Lint, type-check, and run all tests
	@$(MAKE) --no-print-directory --jobs 2 types tests

lint: setup style types ## Ruff, mypy, import directions, docstrings

style: setup
	@$(RUN) -m ruff check . && $(RUN) -m ruff format --check .
	@.venv/bin/lint-imports
	@.venv/bin/interrogate --quiet modules main.py

types: setup
	@$(RUN) -m mypy .

tests: setup
	@$(RUN) -m pytest -n 3 --dist worksteal

fuzz: setup ## Read 10,000 environments made by chance, and synthesize a hundred of those that are accepted
	@$(RUN) -m tests.fuzz

bench: setup ## Measure synthesis, access and network as they grow, deploy and the emulator, against a baseline each
	@$(RUN) -m pytest tests/benchmarks -m benchmark -p no:xdist -s

disturbances: setup ## Kill, stop and starve deploys on the emulator until all converge: hours (COUNT=50 FAULTS=10)
	@$(RUN) -m tests.integration.disturbances --count $(COUNT) --faults $(FAULTS) --lose-states

prove-delivery: setup ## Deploy staging by main.py, by the cdktf CLI and in runs of HCP Terraform, and compare what they leave
	@$(RUN) -m tests.integration.three_ways

emulator-coverage: setup ## Measure which resource types the emulator supports, and write the reference page
	@$(RUN) -m tests.emulator.coverage

schema: setup ## Write the JSON Schema for editors and the reference page
	@$(RUN) main.py schema

lock: setup ## Resolve the dependencies anew, and leave no package index in the lock
	@$(RUN) scripts/lock.py

clean: setup ## Remove what the commands wrote, and nothing else; keeps state
	@$(RUN) main.py clean
