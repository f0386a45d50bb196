# The whole working day. Needs git, make and a Python >= 3.11; fetches everything else into this folder.
#   make run     the desk on http://127.0.0.1:8000/ (PORT=, HOST=, DATABASE_URL=)
#   make test    every test (TEST_DATABASE_URL=postgres://… for PostgreSQL, CHROMIUM= for the browser)
#   make lint    style, types, floors        make bench   measurements, one JSON line each
#   make fuzz    Schemathesis over the whole API (EXAMPLES= for each operation)
#   make screenshots   fresh pictures of the main pages in docs/screenshots
#   make setup   only the environment        make lock    new locked dependency lists

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.PHONY: help run setup test bench fuzz lint lock screenshots

PYTHON := .venv/bin/python
UV := .uv/run
# Compiled once, here: where Python writes no bytecode of its own, every start would compile all of it again.
INSTALL := VIRTUAL_ENV=.venv $(UV) pip install -q --require-hashes --compile-bytecode
TESTS ?= tests
EXAMPLES ?= 15

help:
	@sed -n 's/^#   //p' Makefile

run: setup
	@exec $(PYTHON) -m annotator.serve

setup: .venv/base.stamp

test: .venv/dev.stamp
	@env -u PYTHONDONTWRITEBYTECODE $(PYTHON) -m pytest -q -n 3 --dist worksteal $(TESTS)

# DATA= names a folder of labeled texts; what is measured against people's work runs only with it.
bench: .venv/dev.stamp
	@$(PYTHON) -m benchmarks.races --rounds 20
	@$(PYTHON) -m benchmarks.worthiness $(if $(DATA),--data $(DATA))
	@$(if $(TEST_DATABASE_URL),$(PYTHON) -m benchmarks.api,echo "TEST_DATABASE_URL=postgres://… also measures API and exports." >&2)
	@$(if $(TEST_DATABASE_URL),$(PYTHON) -m benchmarks.export)
	@$(PYTHON) -m benchmarks.killed
	@$(if $(DATA),$(PYTHON) -m benchmarks.splitting --data $(DATA),echo "DATA=folder also measures the splitter." >&2)

# The tool has an environment of its own: what it depends on is no matter of the desk's.
fuzz: .venv/base.stamp .fuzz/stamp
	@$(PYTHON) -m benchmarks.fuzz --tool .fuzz/bin/schemathesis --examples $(EXAMPLES)

screenshots: .venv/dev.stamp
	@$(PYTHON) -m pytest -q -p no:cacheprovider tests/browser/screenshots.py

lint: .venv/dev.stamp
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .
	@.venv/bin/mypy
	@.venv/bin/lint-imports

lock: $(UV)
	@compile() { $(UV) pip compile -q --generate-hashes --no-emit-index-url --universal \
	    --python-version 3.12 --no-header pyproject.toml "$$@"; }; \
	compile -o requirements/base.txt; \
	compile --extra dev -o requirements/dev.txt; \
	compile --extra scale -o requirements/scale.txt; \
	$(UV) pip compile -q --generate-hashes --no-emit-index-url --universal --python-version 3.12 --no-header \
	    requirements/fuzz.in -o requirements/fuzz.txt

.venv/base.stamp: requirements/base.txt .venv/bin/python
	@echo "Installing the locked dependencies …"
	@$(INSTALL) -r requirements/base.txt
	@touch $@

.venv/dev.stamp: requirements/dev.txt .venv/base.stamp
	@echo "Installing what the tests need …"
	@$(INSTALL) -r requirements/dev.txt
	@touch $@

.fuzz/stamp: requirements/fuzz.txt | $(UV)
	@echo "Installing Schemathesis …"
	@$(UV) venv -q --clear .fuzz
	@VIRTUAL_ENV=.fuzz $(UV) pip install -q --require-hashes -r requirements/fuzz.txt
	@touch $@

# .python-version first; any newer-than-3.12 Python of this machine, or a fetched one, otherwise.
.venv/bin/python: | $(UV)
	@echo "Making .venv …"
	@$(UV) venv -q .venv || $(UV) venv -q --python '>=3.12' .venv

# uv, from a virtual environment or, where Python has no venv module, from a plain folder.
$(UV):
	@echo "Fetching uv …"
	@mkdir -p .uv
	@python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python >= 3.11 is needed as python3."; exit 1; }
	@if python3 -m venv .uv >/dev/null 2>&1 && .uv/bin/python -m pip install -q uv; then \
	    ln -sf bin/uv $@; \
	elif python3 -m pip install -q --target .uv/lib uv; then \
	    ln -sf lib/bin/uv $@; \
	elif command -v uv >/dev/null; then \
	    ln -sf "$$(command -v uv)" $@; \
	else \
	    echo "Neither venv nor pip works here. On Debian: apt-get install python3-venv"; exit 1; \
	fi
