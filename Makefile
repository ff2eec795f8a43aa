# `make demo` and `make test` need only Python 3.11 or later and make; the first of them makes the environment.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

PAGE := src/onrecord/web/page/index.html
NODE_MODULES := frontend/node_modules/.package-lock.json
PAGE_SOURCES := $(shell find frontend -name node_modules -prune -o -type f -print)
WITHOUT_PAGE := "the web app's page is not built (it takes npm and Node 20.19 or later, then make page); all else works"

.PHONY: help browser-test demo page page-if-npm page-check screenshots test check format lint types imports lock bench wheel clean
help:
	@echo "make demo     read the sample debate and print who said what"
	@echo "make page     build the web app's page (takes npm)"
	@echo "make screenshots  take the pictures of docs/web.md (takes npm and Chromium)"
	@echo "make test     run the tests"
	@echo "make browser-test  the tests of the web app alone, in a real Chromium too"
	@echo "make check    format, lint, types, import direction, tests"
	@echo "make bench    compare speed with other tools"
	@echo "make lock     lock the dependencies anew"
	@echo "make wheel    build the package, with the page in it where npm is"

$(VENV)/.ready: pyproject.toml requirements/dev.txt
	@echo "making the environment in $(VENV) (a minute or two)"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(PIP) install --require-hashes -r requirements/dev.txt
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

demo: $(VENV)/.ready page-if-npm
	@$(BIN)/onrecord demo

page: $(PAGE)

$(NODE_MODULES): frontend/package-lock.json
	cd frontend && npm ci --silent
	@touch $@

$(PAGE): $(NODE_MODULES) $(PAGE_SOURCES)
	cd frontend && npm run --silent build

page-if-npm:
	@if command -v npm >/dev/null; then $(MAKE) --no-print-directory page || echo $(WITHOUT_PAGE); else echo $(WITHOUT_PAGE); fi

page-check: page
	cd frontend && npm run check && npm test && npm run size

screenshots: $(VENV)/.ready page
	$(BIN)/python docs/take_screenshots.py

test: $(VENV)/.ready page-if-npm
	$(BIN)/python -m pytest -n 2

browser-test: $(VENV)/.ready page
	$(BIN)/python -m pytest tests/web

check: $(VENV)/.ready
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	@if command -v npm >/dev/null; then $(MAKE) page-check; else echo $(WITHOUT_PAGE); fi
	$(MAKE) test

wheel: $(VENV)/.ready page-if-npm
	$(BIN)/python -m hatchling build -t wheel

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
