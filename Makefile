# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0

PYTHON ?= python3
SHARED ?= ../shared
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: system demo test check unit lint types imports licences bench docs clean

demo: $(VENV)/installed  ## read the sample reports and show what they say
	@$(BIN)/tawatur demo

test: check unit  ## everything that can be checked on this machine

check: lint types imports licences

unit: $(VENV)/installed-dev
	$(BIN)/python -m pytest -n auto

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

bench: $(VENV)/installed-bench  ## speed and scores; needs SHARED, the folder with gold/ and corpus/
	$(BIN)/python benchmarks/speed.py $(SHARED)/corpus/ant.jsonl.gz
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

system:  ## what the tests need of the system: PostgreSQL, Chromium, LibreOffice, fonts (Debian, Ubuntu)
	command -v apt-get > /dev/null
	(test -n "$$(ls -d /usr/lib/postgresql/*/bin/initdb 2> /dev/null)" && command -v soffice && command -v chromium) > /dev/null || \
	  (apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
	  postgresql libreoffice-writer-nogui chromium fonts-hosny-amiri fonts-noto-core > /dev/null)

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis

docs: $(VENV)/installed-dev  ## write the generated pages of docs/
	$(BIN)/python genscripts/reference.py
