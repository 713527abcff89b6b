# Two commands matter: `make demo` and `make test`. `make help` lists the rest.
# What a target prepares goes to standard error, so that a command's own output stands alone on standard output.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
PYTHON ?= python3
UV := .uv/bin/uv
BIN := .venv/bin
ARGS ?=
# In the order of tests/conftest.py, the long ones first, so that neither process waits for them at the end.
AT_ONCE := -q -n 2 --dist loadfile --no-loadscope-reorder

.PHONY: help demo serve test check check-types check-rules rehearsal bench messages pins clean

help: ## say what each target does
	@sed -nE 's/^([a-z]+):.*## (.*)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 18

demo: .venv/run ## a fresh demonstration on real data, then serve it (ARGS="--no-serve --json")
	@$(BIN)/openocop demo $(ARGS)

serve: .venv/run ## serve what stands in ./var (ARGS="--port 8000")
	@$(BIN)/openocop serve $(ARGS)

test: .venv/test ## everything: checks, then every test on SQLite and on PostgreSQL, the browser included
	@scripts/system_packages
	@$(MAKE) --no-print-directory check
	@$(BIN)/pytest $(AT_ONCE) tests/browser tests/app tests/unit
	@$(BIN)/python scripts/with_postgresql.py $(BIN)/pytest $(AT_ONCE) tests/browser/test_journey.py tests/app -k "not 1280"

check: .venv/test ## format, lint, types, layers, house rules, migrations, messages
	@$(MAKE) --no-print-directory --jobs 2 --output-sync=target check-types check-rules

check-types:
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache

check-rules:
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/ruff check --quiet .
	@$(BIN)/pytest -q tests/house

rehearsal: .venv/test ## a whole round in real browsers, lines cut, counted again (ARGS="--dossiers 30 --members 9")
	@scripts/system_packages
	@$(BIN)/python -m rehearsal $(ARGS)

bench: .venv/test ## measure W1 to W4, W6 and a dossier of 300 pages beside their limits and write docs/benchmarks.md
	@scripts/system_packages
	@$(BIN)/python -m bench $(ARGS)

messages: .venv/test ## collect the messages of every app, compile them (needs gettext)
	@scripts/messages

pins: .uv/bin/uv ## compile the hashed pins anew from requirements/*.in
	@for name in uv run test; do \
	  $(UV) pip compile --quiet --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
	    --upgrade -o requirements/$$name.txt requirements/$$name.in; \
	done

clean: ## remove what was built (the data in ./var stays)
	@rm -rf .venv .uv build dist src/*.egg-info

.uv/bin/uv: requirements/uv.txt
	@$(PYTHON) -m venv .uv 1>&2
	@.uv/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/uv.txt 1>&2
	@touch $@

.venv/run: .uv/bin/uv requirements/run.txt pyproject.toml
	@test -e .venv/test || $(MAKE) --no-print-directory .venv/from-run
	@touch $@

.venv/test: .uv/bin/uv requirements/test.txt pyproject.toml
	@$(MAKE) --no-print-directory .venv/from-test
	@touch $@ .venv/run

.venv/from-%: requirements/%.txt
	@test -x $(BIN)/python || $(UV) venv --quiet --python $(PYTHON) .venv 1>&2
	@$(UV) pip sync --quiet --python .venv --require-hashes requirements/$*.txt 1>&2
	@$(UV) pip install --quiet --python .venv --no-build-isolation --no-deps --editable . 1>&2
