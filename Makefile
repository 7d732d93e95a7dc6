PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help app setup check check-all fix test bench linkage pictures lock dictionary

help:  ## Show what there is
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*##/\t/'

$(VENV)/.app: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed: make PYTHON=/path/to/python3"; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c requirements.lock -e .
	touch $@

$(VENV)/.dev: $(VENV)/.app
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c requirements.lock -e '.[dev]'
	touch $@

app: $(VENV)/.app  ## Open the app on the shipped register of Denmark
	$(BIN)/ecosystem app

setup: $(VENV)/.dev  ## Install everything a developer needs

check: $(VENV)/.dev  ## What CI runs: style, types, floors, tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy ecosystem streamlit_app.py
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -m "not browser and not slow" -n auto --dist worksteal $(ARGS)
	$(BIN)/python -m pytest -m browser $(ARGS)

check-all: check  ## What CI runs, and the slow tests that go through every case
	$(BIN)/python -m pytest -m slow -n auto --dist worksteal $(ARGS)

fix: $(VENV)/.dev  ## Let ruff repair what it can
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

test: $(VENV)/.dev  ## The tests alone; make test ARGS="-k eligibility"
	$(BIN)/python -m pytest $(ARGS)

bench: $(VENV)/.dev  ## Measure what must be fast, beside what a user would write instead
	$(BIN)/python -m benchmarks

linkage: $(VENV)/.dev  ## Print precision and recall of matching organisations
	$(BIN)/python -m pytest -q -s tests/sources/test_linkage_quality.py

pictures: $(VENV)/.dev  ## Walk the stories of docs/ anew and keep what is seen
	PICTURES=1 $(BIN)/python -m pytest -q -m browser tests/app/test_stories.py

lock: $(VENV)/.dev  ## Write down the versions that were tested
	$(BIN)/python -m pip freeze --exclude-editable > requirements.lock

dictionary: $(VENV)/.app  ## Write data/README.md anew from the dictionary of columns
	$(BIN)/ecosystem dictionary --into data/README.md
