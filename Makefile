# make demo   checks the articles in examples/ and writes out/report.html
# make test   everything that must hold: style, types, rooms, tests
# Both set themselves up in .venv, with uv where there is one, else with pip, and are quick when repeated.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV := $(shell command -v uv 2>/dev/null)
BROWSERS := chromium chromium-browser google-chrome

# Behind a company's proxy only the system knows its certificate; uv looks there if told, older ones by the second name.
export UV_SYSTEM_CERTS ?= true
export UV_NATIVE_TLS ?= true

ifdef UV
INSTALL := $(UV) pip install --quiet --python $(BIN)/python --compile-bytecode
else
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check
endif

.PHONY: audit demo test style types rooms unit accuracy benchmark forecasts planted screenshots docs browser server office java fuzz lock sbom format clean
.DELETE_ON_ERROR:

demo: $(VENV)/installed
	@mkdir -p out
	@$(call checked,examples)
	@$(call checked,examples --output out/report.html)
	@echo "The same as a page to click through: out/report.html"

# A contradiction in the articles (status 1) is what the demo is for; any other failure, and a traceback, is one.
define checked
$(BIN)/tacho check $(1) 2>out/messages.txt; status=$$?; cat out/messages.txt >&2; \
[ $$status -le 1 ] && ! grep -q 'Traceback (most recent call last)' out/messages.txt
endef

# All checks run even if one fails; the tests come last, so that their count is what is read last.
test: $(VENV)/developing browser server office java
	@failed=; for check in style types rooms unit; do \
	  echo "== $$check"; $(MAKE) --no-print-directory $$check || failed="$$failed $$check"; \
	done; \
	if [ -n "$$failed" ]; then echo "FAILED:$$failed" >&2; exit 1; fi; echo "All checks passed: style types rooms unit."

style: $(VENV)/developing
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check

types: $(VENV)/developing
	@$(BIN)/mypy

rooms: $(VENV)/developing
	@$(BIN)/lint-imports --no-logo

unit: $(VENV)/developing
	@$(BIN)/pytest -n auto --dist loadfile

# How well claims are read: the table in the README.
accuracy: $(VENV)/developing
	@$(BIN)/python -m evaluation.report

# Extraction beside other systems (installed apart, below build/peers), how time grows with length, error localisation,
# several articles together, articles a second on one core, and the server: docs/benchmarks.
benchmark: $(VENV)/developing
	@$(BIN)/python -m benchmarks.extraction
	@$(BIN)/python -m benchmarks.extraction.scaling --page docs/benchmarks/scaling.md
	@$(BIN)/python -m benchmarks.network --page docs/benchmarks/network.md
	@$(BIN)/python -m benchmarks.articles --page docs/benchmarks/articles.md
	@$(BIN)/python -m benchmarks.speed --page docs/benchmarks/speed.md
	@$(BIN)/python -m benchmarks.web --page docs/benchmarks/web.md

# Forecasts from every earlier month of the packaged reference, beside other methods: docs/benchmarks/forecast.md.
forecasts: $(VENV)/developing
	@$(BIN)/python -m benchmarks.forecast --page docs/benchmarks/forecast.md

# Errors planted in annotated articles, and what checking finds of them: docs/benchmarks/checking.md.
planted: $(VENV)/developing
	@$(BIN)/python -m benchmarks.checking

# Searches for inputs that break a reader, extraction or checking: docs/hostile.md. TARGETS names some of them.
fuzz: $(VENV)/developing
	@$(INSTALL) 'atheris>=3,<4'
	@$(BIN)/python -m fuzzing $(TARGETS) --minutes $(or $(MINUTES),30)

# Supply: versions pinned with hashes, the list of what is installed, and known weaknesses (asks the package index): docs/licences.md.
LOCKED := --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate --quiet --upgrade
lock: $(BIN)/python
	@$(INSTALL) uv
	@$(BIN)/uv pip compile pyproject.toml $(LOCKED) -o locks/default.txt
	@$(BIN)/uv pip compile pyproject.toml --all-extras --group dev $(LOCKED) -o locks/development.txt

sbom: $(BIN)/python
	@$(INSTALL) 'cyclonedx-bom>=7,<8'
	@mkdir -p out && $(BIN)/python -m venv build/lean && build/lean/bin/python -m pip install --quiet --require-hashes -r locks/default.txt
	@$(BIN)/cyclonedx-py environment build/lean/bin/python --pyproject pyproject.toml --output-reproducible --sv 1.6 -o out/sbom.json

audit: $(BIN)/python
	@$(INSTALL) 'pip-audit>=2,<3'
	@$(BIN)/pip-audit --requirement locks/default.txt --require-hashes --disable-pip

# Pictures of every page of tacho serve, in light, dark, on a phone and in Chinese: out/pages.
screenshots: $(VENV)/developing browser
	@$(BIN)/python scripts/screenshots.py out/pages

# The documentation as a site that needs no network: out/site/index.html. Warnings are errors.
docs: $(VENV)/developing
	@$(BIN)/python scripts/build_site.py out/site && echo "The site: out/site/index.html"

format: $(VENV)/developing
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

clean:
	rm -rf $(VENV) out build dist .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	find src tests scripts evaluation -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true

$(BIN)/python:
ifdef UV
	@$(UV) venv --quiet --allow-existing --python '>=3.11' $(VENV)
else
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "$(PYTHON) is older than 3.11: name a newer one (make PYTHON=python3.12 ...) or install uv" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
	  echo "$(PYTHON) cannot make a virtual environment: install python3-venv or uv" >&2; exit 1; }
endif

$(VENV)/installed: pyproject.toml | $(BIN)/python
	@echo "Setting up $(VENV) with $(if $(UV),uv,pip) ..."
	@$(if $(UV),,$(BIN)/python -m pip --version >/dev/null 2>&1 || $(BIN)/python -m ensurepip >/dev/null)
	@$(INSTALL) --editable .
	@$(BIN)/python -m compileall -q src
	@touch $@

# The dependency group is read from pyproject.toml, since pip knows groups only from 25.1 on.
$(VENV)/developing: $(VENV)/installed
	@$(BIN)/python -c 'import tomllib; \
	  print(*tomllib.load(open("pyproject.toml", "rb"))["dependency-groups"]["dev"], sep="\n")' >$(VENV)/dev.txt
	@echo "Adding what the tests need ..."
	@$(INSTALL) --requirement $(VENV)/dev.txt
	@touch $@

# For the tests that open pages in a browser, those of the ledger on a server, and that of the workbook in LibreOffice. Without
# one they fail, the others do not.
browser:
	@for name in $(BROWSERS); do command -v $$name >/dev/null && exit 0; done; $(call debian,chromium)

server:
	@command -v initdb >/dev/null || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || { $(call debian,postgresql); }

office:
	@command -v soffice >/dev/null || { $(call debian,libreoffice-calc-nogui); }

# What Spark runs on.
java:
	@command -v java >/dev/null || { $(call debian,default-jre-headless); }

define debian
if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
  echo "installing $(1)"; export DEBIAN_FRONTEND=noninteractive; \
  apt-get update -qq && apt-get install -qq -y --no-install-recommends $(1) >/dev/null && exit 0; \
fi; \
echo "no $(1) here: install it for the tests that use it" >&2
endef
