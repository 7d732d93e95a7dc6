PYTHON ?=
UV ?= $(shell command -v uv 2>/dev/null)
PORT ?=
VENV := .venv
BIN := $(VENV)/bin
ARGS ?=
SINCE ?= HEAD

# With uv where it is found (it brings a Python where there is none), else with venv and pip: the
# same versions either way, each file held to its hash. `make app UV=` goes without uv.
ifneq ($(strip $(UV)),)
environment = test -x $(BIN)/python || $(UV) venv --python '$(or $(PYTHON),>=3.11)' $(VENV)
install = $(UV) pip install --python $(BIN)/python
else
environment = test -x $(BIN)/pip || $(or $(PYTHON),python3) -m venv $(VENV)
install = $(BIN)/python -m pip install --disable-pip-version-check
recent = $(or $(PYTHON),python3) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	{ echo "Python 3.11 or newer is needed: make app PYTHON=/path/to/python3"; exit 1; }
endif
compile = $(BIN)/uv pip compile pyproject.toml --quiet --universal --generate-hashes \
	--no-annotate --no-emit-index-url --no-emit-find-links

define install-from
	@echo "Installing what $(1) needs, a few minutes the first time; then nothing is fetched again."
	@$(recent)
	$(environment)
	$(install) --no-deps --require-hashes -r $<
	$(install) --no-deps -e .
endef

.DEFAULT_GOAL := help
.PHONY: help app setup quick check check-all answers reference fix test bench linkage pictures lock dictionary sources

help:  ## Show what there is
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*##/\t/'

$(VENV)/.app: requirements.lock pyproject.toml
	$(call install-from,the app)
	touch $@

$(VENV)/.dev: requirements-dev.lock pyproject.toml
	$(call install-from,development)
	touch $(VENV)/.app $@

app: $(VENV)/.app  ## Open the app on the shipped register of Denmark; make app PORT=8600
	$(BIN)/ecosystem app $(if $(PORT),--port $(PORT))

setup: $(VENV)/.dev  ## Install everything a developer needs

check: $(VENV)/.dev  ## What CI runs: style, types, floors, tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy ecosystem streamlit_app.py
	$(BIN)/lint-imports
	$(BIN)/deptry .
	$(BIN)/python -m pytest -m "not browser and not slow" -n auto --dist worksteal $(ARGS)
	$(BIN)/python -m pytest -m "browser and not slow" -n 2 --dist loadfile $(ARGS)

quick: $(VENV)/.dev  ## Style, types, contracts and the tests beside what changed, under a minute; SINCE=COMMIT
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy ecosystem streamlit_app.py
	$(BIN)/lint-imports
	$(BIN)/deptry .
	SINCE=$(SINCE) $(BIN)/python tests/quick.py

answers: $(VENV)/.dev  ## Compare the answers of sixty commands with a commit's; SINCE=COMMIT
	$(BIN)/python tests/answers.py $(SINCE)

reference: $(VENV)/.dev  ## Write the reference of the Python API into build/reference
	$(BIN)/python docs/reference.py build/reference

check-all: check  ## What CI runs, and the slow tests that go through every case
	THOROUGH=1 $(BIN)/python -m pytest -m "(slow or thorough) and not browser" -n auto --dist worksteal $(ARGS)
	$(BIN)/python -m pytest -m "browser and slow" $(ARGS)

fix: $(VENV)/.dev  ## Let ruff repair what it can
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

test: $(VENV)/.dev  ## The tests alone; make test ARGS="-k eligibility"
	$(BIN)/python -m pytest $(ARGS)

bench: $(VENV)/.dev  ## Measure what must be fast, beside what a user would write instead
	$(BIN)/python -m benchmarks

linkage: $(VENV)/.dev  ## Print precision and recall of matching organisations
	$(BIN)/python -m pytest -q -s tests/sources/matching/test_linkage_quality.py

pictures: $(VENV)/.dev  ## Walk the stories of docs/ anew and keep what is seen
	PICTURES=1 $(BIN)/python -m pytest -q -m browser tests/app/test_stories.py

lock: export UV_CUSTOM_COMPILE_COMMAND = make lock
lock: $(VENV)/.dev  ## Write down versions and hashes; make lock ARGS=--upgrade takes newer ones
	$(compile) --python-version 3.11.5 --extra dev -o requirements-dev.lock $(ARGS)
	$(compile) --python-version 3.11 -c requirements-dev.lock -o requirements.lock $(ARGS)

dictionary: $(VENV)/.app  ## Write data/README.md anew from the dictionary of columns
	$(BIN)/ecosystem dictionary --into data/README.md

sources: $(VENV)/.app  ## Write data/SOURCES.md anew from the tables, as of today; make sources ON=2026-11-30
	$(BIN)/ecosystem sources --text data/sources_text.md --into data/SOURCES.md $(if $(ON),--on $(ON))
