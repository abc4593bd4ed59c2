# `make demo` and `make test` are all the set-up there is: both build .venv when it is missing or out of date.

SHELL := /bin/bash
BIN := .venv/bin
READY := .venv/.ready
TABLES := figures panels axes series points claims descriptions conflicts

# Neither Prefect's SDK nor its server reports use.
export DO_NOT_TRACK := 1
export PREFECT_SERVER_ANALYTICS_ENABLED := false
export PIP_DISABLE_PIP_VERSION_CHECK := 1

# The first Python that is of a supported version and holds what a venv and Prefect need; PYTHON=... overrides.
SUPPORTED := import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))
COMPLETE := import ensurepip, sqlite3, ssl, venv
define FIND_PYTHON
found=; seen=; \
for candidate in $(or $(PYTHON),python3.13 python3.12 python3.11 python3); do \
	"$$candidate" -c '$(SUPPORTED)' 2>/dev/null || continue; \
	seen="$$candidate"; \
	"$$candidate" -c '$(COMPLETE)' 2>/dev/null && found="$$candidate" && break; \
done; \
if [ -z "$$found" ] && [ -n "$$seen" ]; then \
	echo "$$seen lacks one of the modules venv, ensurepip, sqlite3, ssl." >&2; \
	echo "On Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; \
elif [ -z "$$found" ]; then \
	echo "unplot needs Python 3.11, 3.12 or 3.13 on the PATH (or: make PYTHON=/path/to/python ...)." >&2; exit 1; \
fi
endef

.PHONY: demo test lint format lock examples docs bench bench-quick clean

demo: $(READY)
	@rm -f $(TABLES:%=data/processed/%.parquet)
	@status=0; $(BIN)/unplot run data/raw --out data/processed || status=$$?; \
	for table in $(TABLES); do \
		[ -s "data/processed/$$table.parquet" ] || { echo "make demo: $$table.parquet was not written" >&2; exit 1; }; \
	done; \
	[ $$status -le 1 ] || exit $$status

# Files are shared out among processes in the order of tests/conftest.py: those that take longest come first.
test: $(READY)
	$(BIN)/pytest --numprocesses logical --maxprocesses 4 --dist loadfile --no-loadscope-reorder

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(READY)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# One lock for every supported Python: packages that only some of them need carry a marker.
lock: $(READY)
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --fork-strategy fewest --extra dev \
		--custom-compile-command "make lock" --output-file requirements.lock pyproject.toml
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --fork-strategy fewest --extra dev --extra services \
		--constraint requirements.lock --custom-compile-command "make lock" \
		--output-file requirements-services.lock pyproject.toml

examples: $(READY)
	$(BIN)/python -m examples.draw_examples

# The generated pages and pictures first, then the site, in build/site.
docs: $(READY)
	$(BIN)/python -m schemas.describe > docs/tables.md
	$(BIN)/python -m schemas.describe_options > docs/options.md
	$(BIN)/python -m typer flows.cli utils docs --name unplot --output docs/command-line.md
	$(BIN)/python -m examples.draw_docs
	$(BIN)/python -m examples.draw_pages
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --quiet

# Random figures with known numbers, drawn once by every drawing tool that is there, then digitised and measured.
BENCH := build/benchmark
bench: $(READY)
	@[ -d $(BENCH)/test ] || $(BIN)/python -m benchmarks build $(BENCH)/test --split test
	$(BIN)/python -m benchmarks accuracy $(BENCH)/test --markdown $(BENCH)/table.md --worst-page $(BENCH)/worst.md

# Sixty figures of the development split, in a few minutes.
bench-quick: $(READY)
	$(BIN)/python -m benchmarks accuracy --quick

clean:
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis build dist

$(READY): requirements.lock pyproject.toml
	@$(FIND_PYTHON); \
	echo "Setting up .venv with $$("$$found" --version); this takes a few minutes once."; \
	rm -rf .venv && "$$found" -m venv .venv
	@$(BIN)/pip install --quiet --requirement requirements.lock
	@$(BIN)/pip install --quiet --no-deps --editable .
	@touch $@
