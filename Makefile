# Two commands do everything: `make up` (install, build, serve) and `make test` (install, run all tests).
# Settings: PORT=8000 HOST=127.0.0.1 DATA=var PYTHON=python3, e.g. `make up PORT=9000 DATA=/tmp/ham`.

PYTHON ?= python3
VENV ?= .venv
DATA ?= var
PORT ?= 8000
HOST ?= 127.0.0.1
JOBS ?= 2
HAM := $(VENV)/bin/ham

export PORT HOST
export HAM_DATA_DIR := $(DATA)

.PHONY: up install build serve test lint format bench package-test clean
.DEFAULT_GOAL := up

up: $(VENV)/.installed
	@$(HAM) up

install: $(VENV)/.installed

build: $(VENV)/.installed
	@$(HAM) build

serve: $(VENV)/.installed
	@$(HAM) serve

test: $(VENV)/.installed-dev
	$(VENV)/bin/python -m pytest -q -n $(JOBS) --ignore=tests/packaging

package-test: $(VENV)/.installed-dev
	$(VENV)/bin/python -m pytest -q tests/packaging

lint: $(VENV)/.installed-dev
	$(VENV)/bin/ruff check kg mappings tests benchmarks
	$(VENV)/bin/ruff format --check kg mappings tests benchmarks
	$(VENV)/bin/mypy

format: $(VENV)/.installed-dev
	$(VENV)/bin/ruff check --fix kg mappings tests benchmarks
	$(VENV)/bin/ruff format kg mappings tests benchmarks

bench: $(VENV)/.installed-dev
	$(VENV)/bin/python benchmarks/mapping.py

clean:
	rm -rf $(VENV) var dist build .pytest_cache .mypy_cache .ruff_cache

# The stamp files make a second call instant; a change of pins or metadata installs again.
$(VENV)/.installed: pyproject.toml constraints.txt hatch_build.py frontend/package-lock.json
	@test -x $(VENV)/bin/python || $(PYTHON) -m venv $(VENV) || { echo "$(PYTHON) cannot make a virtual environment (on Debian: apt install python3-venv)"; exit 1; }
	$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@test -f kg/api/static/vendor/stamp || echo "Note: the SPARQL page has a plain text field; its editor needs Node.js and the npm registry while installing."
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed pyproject.toml constraints.txt
	$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[dev]"
	@touch $@
