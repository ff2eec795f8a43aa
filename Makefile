# `make demo` and `make test` need only Python 3.11 or later and make; the first of them makes the environment.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: help demo test check format lint types imports lock bench clean
help:
	@echo "make demo     read the sample debate and print who said what"
	@echo "make test     run the tests"
	@echo "make check    format, lint, types, import direction, tests"
	@echo "make bench    compare speed with other tools"
	@echo "make lock     lock the dependencies anew"

$(VENV)/.ready: pyproject.toml requirements/dev.txt
	@echo "making the environment in $(VENV) (a minute or two)"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(PIP) install --require-hashes -r requirements/dev.txt
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

demo: $(VENV)/.ready
	@$(BIN)/onrecord demo

test: $(VENV)/.ready
	$(BIN)/python -m pytest -n 2

check: $(VENV)/.ready
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(MAKE) test

format: $(VENV)/.ready
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(VENV)/.ready
	@$(PIP) install --require-hashes -r requirements/benchmarks.txt
	$(BIN)/python benchmarks/attribution_speed.py

COMPILE := uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --quiet pyproject.toml
lock:
	$(COMPILE) -o requirements/runtime.txt
	$(COMPILE) --group dev --extra polars -c requirements/runtime.txt -o requirements/dev.txt
	$(COMPILE) --group dev --group benchmarks --extra polars -c requirements/dev.txt -o requirements/benchmarks.txt

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis demo.db*
