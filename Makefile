# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0

PYTHON ?= python3
SHARED ?= ../shared
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

FAST := build/fast

.PHONY: system demo test check unit lint types imports licences fast outlines bench docs sbom clean

demo: $(VENV)/installed  ## read the sample reports and show what they say
	@$(BIN)/tawatur demo

test: check unit  ## everything that can be checked on this machine

check: lint types imports licences

unit: $(VENV)/installed-dev
	$(BIN)/python -m pytest -n auto --dist loadgroup

lint: $(VENV)/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/installed-dev
	$(BIN)/mypy

imports: $(VENV)/installed-dev
	$(BIN)/lint-imports

licences: $(VENV)/installed-dev
	$(BIN)/reuse lint --lines
	$(BIN)/tawatur lexicon check

fast: $(FAST)/installed  ## install the compiled package in an environment of its own, build/fast

outlines: frontend/node_modules/.package-lock.json  ## fetch what the outlines of the map were made from, so that a test can compare

bench: $(VENV)/installed-bench $(FAST)/installed  ## speed and scores; needs SHARED, the folder with gold/ and corpus/
	$(FAST)/bin/python benchmarks/speed.py $(SHARED)/corpus/ant.jsonl.gz --release benchmarks/data/speed.json
	$(BIN)/python benchmarks/timexes.py $(SHARED)/gold/dev
	$(BIN)/python benchmarks/gold.py $(SHARED)/gold
	$(BIN)/python benchmarks/crossval.py $(SHARED)/gold

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/installed: pyproject.toml | $(VENV)/bin/python
	$(PIP) install -e .
	@touch $@

$(VENV)/installed-dev: pyproject.toml | $(VENV)/bin/python
	$(PIP) install -e '.[dev]'
	@touch $@ $(VENV)/installed

$(VENV)/installed-bench: pyproject.toml | $(VENV)/bin/python
	$(PIP) install -e '.[bench,train]'
	@touch $@

frontend/node_modules/.package-lock.json: frontend/package-lock.json
	npm ci --prefix frontend --no-audit --no-fund
	@touch $@

$(FAST)/installed: pyproject.toml hatch_build.py $(shell find src -type f -not -name '*.pyc')
	$(PYTHON) -m venv $(FAST)
	TAWATUR_COMPILE=$${TAWATUR_COMPILE:-1} $(FAST)/bin/python -m pip --disable-pip-version-check install .
	@touch $@

system:  ## what the tests need of the system: PostgreSQL, Chromium, LibreOffice, Java, npm, fonts (Debian, Ubuntu)
	command -v apt-get > /dev/null
	(test -n "$$(ls -d /usr/lib/postgresql/*/bin/initdb 2> /dev/null)" && command -v chromium && command -v java && command -v npm && \
	  command -v soffice && test -e "$$(dirname "$$(readlink -f "$$(command -v soffice)")")/libsclo.so") > /dev/null || \
	  (apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
	  postgresql libreoffice-writer-nogui libreoffice-calc-nogui openjdk-17-jre-headless chromium \
	  $$(command -v npm > /dev/null || echo npm) \
	  fonts-hosny-amiri fonts-noto-core > /dev/null)

sbom: $(VENV)/installed  ## a CycloneDX list of all that is installed, in build/sbom.json
	$(PYTHON) -m venv build/sbom
	build/sbom/bin/python -m pip install --quiet --disable-pip-version-check cyclonedx-bom
	build/sbom/bin/cyclonedx-py environment --output-reproducible --of JSON -o build/sbom.json $(BIN)/python

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis

docs: $(VENV)/installed-dev  ## write the generated pages of docs/
	$(BIN)/python genscripts/reference.py
