# Two commands matter: `make run` brings everything up on http://127.0.0.1:8000, `make test` runs the whole suite.

PYTHON ?= python3
PORT ?= 8000
export PORT

UV = uv==0.13.8
# Flows and worker processes share a group each, so that only one of them runs at a time.
SUITE = --numprocesses=auto --dist=loadgroup

.PHONY: setup run dev test bench lint clean suite

setup: .venv/ready ## Prepare only: virtual environment, packages, database
	@.venv/bin/python manage.py prepare

run: .venv/ready ## Serve with demo data until Ctrl-C
	@exec .venv/bin/python manage.py serve --demo

dev: .venv/ready ## The same with DEBUG, following edited code
	@PLUMBLINE_DEBUG=1 exec .venv/bin/python manage.py serve --demo

test: .venv/ready-dev ## The whole suite, from nothing
	@.venv/bin/pytest $(SUITE)

suite:
	@echo $(SUITE)

bench: .venv/ready-dev ## Measure; see tests/bench
	@.venv/bin/python -m tests.bench

lint: .venv/ready-dev ## Everything that needs no database
	@.ci/lint

clean: ## Remove what was installed and measured; the data under var/ stays
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis staticfiles test-results
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# One stamp for each set of packages: a second start installs nothing.
.venv/ready: requirements.txt
	@.ci/packages
	@$(call install,requirements.txt)
	@touch $@

.venv/ready-dev: requirements-dev.txt .venv/ready
	@$(call install,requirements-dev.txt)
	@touch $@

# uv is quick; where it cannot be had, pip does the same from the same hashes.
define install
test -x .venv/bin/python || $(PYTHON) -m venv .venv; \
.venv/bin/python -m pip install --quiet --disable-pip-version-check $(UV) 2>/dev/null || true; \
if test -x .venv/bin/uv; then .venv/bin/uv pip install --quiet --python .venv/bin/python --require-hashes -r $(1); \
else .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $(1); fi
endef
