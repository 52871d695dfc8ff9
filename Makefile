# `make run` and `make test` start from nothing but Python 3.11 and its venv module.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
# Each of the many processes that the tests start would compile every module again.
unexport PYTHONDONTWRITEBYTECODE

PYTHON ?= python3
# PORT=0 takes a free one.
PORT ?= 8000
THREADS ?= 4
# More words for pytest, for example: make test ARGS="-m 'not browser' -k ledger"
ARGS ?=

VENV := .venv
BIN := $(VENV)/bin
MANAGE := $(BIN)/python manage.py
STAMPS := .stamps
JUDGES := tests/bench/browser
CLIENTS := tests/clients
INSTALL := $(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r
LOCK := $(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 \
	--custom-compile-command "make lock" pyproject.toml
# By name: djade takes no folders.
TEMPLATES = $(shell find templates -name '*.html' 2>/dev/null)
# The lock has biome for Linux on x86-64; elsewhere one on the PATH will do.
BIOME = $(firstword $(wildcard $(BIN)/biome) $(shell command -v biome))

# Another folder of seeds is another subject, with a database of its own in it: make run SEEDS=folder
SEEDS ?= seeds
ifneq ($(SEEDS),seeds)
export SEEDS
endif
LOADED := $(STAMPS)/$(subst /,-,$(SEEDS))

# The seeds' stamp speaks of a database that is still there; where it is not a file, they are simply loaded again.
ifeq ($(wildcard $(if $(filter seeds,$(SEEDS)),,$(SEEDS)/)db.sqlite3),)
.PHONY: $(LOADED)
endif

.PHONY: help
help: ## this list
	@grep -hE '^[a-z.-]+:.*## ' Makefile | awk -F ':.*## ' '{printf "make %-8s %s\n", $$1, $$2}'

.PHONY: run
run: $(STAMPS)/runtime .env $(LOADED) staticfiles/staticfiles.json ## install, fill and serve the site
	@port=$$($(MANAGE) before_serving --port $(PORT)); \
	echo; \
	echo "To enter data, make yourself an account: $(MANAGE) createsuperuser"; \
	echo "The site:   http://127.0.0.1:$$port/"; \
	echo "The admin:  http://127.0.0.1:$$port/admin/"; \
	echo; \
	exec $(BIN)/granian --interface wsgi --host 127.0.0.1 --port $$port \
		--workers 1 --blocking-threads $(THREADS) --log-level warning dashboard.wsgi:application

.PHONY: test
test: $(STAMPS)/dev .env browser ## every test, three at a time; CI=true tries every input
	# One more than the two cores that they are measured on: a third of the time is spent waiting for other processes.
	LOCAL=true $(BIN)/python -m pytest -n 3 --dist worksteal $(ARGS)

.PHONY: pictures
pictures: $(STAMPS)/dev .env browser ## take the pictures of the charts anew that the tests compare: look at them
	PICTURES=take LOCAL=true $(BIN)/python -m pytest -n 3 tests/journeys/test_pictures.py

.PHONY: coverage
coverage: ## every test, and which lines and branches none of them takes
	CI=true $(MAKE) test ARGS="--cov --cov-report=term $(ARGS)"

.PHONY: check
check: $(STAMPS)/dev .env ## everything that reads the code without running it
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(if $(TEMPLATES),$(BIN)/djlint --quiet --check $(TEMPLATES))
	$(if $(TEMPLATES),$(BIN)/djlint --quiet --lint $(TEMPLATES))
	$(if $(TEMPLATES),$(BIN)/djade --target-version 5.2 --check $(TEMPLATES))
	$(if $(BIOME),$(BIOME) check --error-on-warnings,@echo "Scripts and stylesheets are not checked: no biome here."; [ -z "$${CI:-}" ])
	LOCAL=true $(MANAGE) makemigrations --check --dry-run
	LOCAL=true $(MANAGE) check --fail-level WARNING
	LOCAL=true $(MANAGE) check_seeds

.PHONY: fix
fix: $(STAMPS)/dev ## mend what the tools can mend
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(if $(TEMPLATES),$(BIN)/djade --target-version 5.2 $(TEMPLATES) || true)
	$(if $(TEMPLATES),$(BIN)/djlint --quiet --reformat $(TEMPLATES) || true)
	$(if $(BIOME),$(BIOME) check --write)

.PHONY: bench
bench: $(STAMPS)/bench .env ## measure with 1k, 100k, 1M claims beside the goals; ARGS=1000 for a quick run
	LOCAL=true $(BIN)/python -m tests.bench $(ARGS)

.PHONY: bench-pages
bench-pages: $(STAMPS)/dev .env browser $(STAMPS)/dash $(STAMPS)/lighthouse ## judge the pages in a browser, beside Dash (needs Node)
	LOCAL=true $(BIN)/python -m tests.bench.browser

.PHONY: clients
clients: $(STAMPS)/dev .env $(STAMPS)/clients ## lint the schema and call a running site with clients made from it (needs Node)
	LOCAL=true $(BIN)/python -m tests.clients

.PHONY: load
load: $(STAMPS)/dev .env ## everybody at once for ten minutes: waits, errors, lost writes, memory; ARGS="--instances 2" (needs PostgreSQL, Redis, nginx)
	LOCAL=true $(BIN)/python -m tests.bench.load $(ARGS)

.PHONY: drill
drill: $(STAMPS)/dev .env ## slow clients, held locks, full disks, killed commands; two instances (needs PostgreSQL, Redis, nginx)
	LOCAL=true $(BIN)/python -m tests.drills

.PHONY: sabotage
sabotage: $(STAMPS)/dev .env ## break each rule in a copy and see that the tests notice
	$(BIN)/python -m tests.bench.sabotage

.PHONY: lock
lock: $(BIN)/uv ## resolve and lock the versions; UPGRADE=1 takes the newest; then run bom
	$(LOCK) $(if $(UPGRADE),--upgrade) --output-file requirements.txt
	$(LOCK) $(if $(UPGRADE),--upgrade) --group dev --constraint requirements.txt --output-file requirements-dev.txt
	$(LOCK) $(if $(UPGRADE),--upgrade) --extra redis --extra sentry --constraint requirements.txt --output-file dashboard/deploy/requirements.txt
	$(filter-out pyproject.toml,$(LOCK)) $(if $(UPGRADE),--upgrade) $(JUDGES)/requirements.in --output-file $(JUDGES)/requirements.txt

.PHONY: behind
behind: $(STAMPS)/dev ## which dependencies have a newer version than the locked one
	$(BIN)/uv pip list --python $(BIN)/python --outdated

.PHONY: bom
bom: $(STAMPS)/dev .env ## the bill of materials (CycloneDX) and the licences of what a public site installs
	$(BIN)/uv venv --quiet --clear --python $(BIN)/python $(STAMPS)/public
	$(BIN)/uv pip install --quiet --python $(STAMPS)/public/bin/python --require-hashes -r dashboard/deploy/requirements.txt
	$(BIN)/cyclonedx-py environment $(STAMPS)/public/bin/python --pyproject pyproject.toml --output-reproducible \
		--output-file dashboard/deploy/bom.cdx.json
	LOCAL=true $(MANAGE) write_licences

.PHONY: vendor
vendor: ## rebuild the chart bundle and the map data (needs Node; nothing else does)
	cd dashboard/vendoring && npm ci && node build.mjs

.PHONY: clean
clean: ## remove everything that make made, except the database and .env
	rm -rf $(VENV) $(STAMPS) staticfiles .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# --- What the targets above stand on ---

# uv itself comes by hash too: its block is cut out of the lock that it wrote.
$(BIN)/uv:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.11 ...")'
	$(PYTHON) -m venv $(VENV)
	awk '/^uv==/ {on = 1} on {print} on && !/\\$$/ {exit}' requirements-dev.txt > $(VENV)/uv.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $(VENV)/uv.txt

$(STAMPS)/runtime: requirements.txt | $(BIN)/uv
	$(INSTALL) requirements.txt
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/dev: requirements-dev.txt | $(BIN)/uv
	$(INSTALL) requirements-dev.txt
	@mkdir -p $(STAMPS) && touch $@

# Only for bench-pages, and apart from all else: what the pages are compared with, and what judges them.
$(STAMPS)/dash: $(JUDGES)/requirements.txt | $(BIN)/uv
	@mkdir -p $(STAMPS)
	$(BIN)/uv venv --quiet --clear --python $(BIN)/python $@
	$(BIN)/uv pip install --quiet --python $@/bin/python --require-hashes -r $<

$(STAMPS)/lighthouse: $(JUDGES)/package-lock.json
	cd $(JUDGES) && npm ci --silent
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/clients: $(CLIENTS)/package-lock.json
	cd $(CLIENTS) && npm ci --silent
	@mkdir -p $(STAMPS) && touch $@

# Beside the rest, never locked with it: what the benchmarks compare with.
$(STAMPS)/bench: pyproject.toml | $(STAMPS)/dev
	$(BIN)/uv pip install --quiet --python $(BIN)/python --group bench
	@touch $@

.env:
	@umask 077 && $(PYTHON) -c 'import secrets; print(f"SECRET_KEY={secrets.token_urlsafe(60)}\nLOCAL=true")' > $@
	@echo "Wrote .env with a random key for this machine; .env.example explains what else it may hold."

# One group of commands, since they are wanted together: the tables and the seeds.
$(LOADED): $(STAMPS)/runtime .env $(wildcard $(SEEDS)/*.csv $(SEEDS)/*.json) $(wildcard flows/migrations/*.py)
	$(MANAGE) migrate --verbosity 0
	$(MANAGE) load_seeds
	@mkdir -p $(STAMPS) && touch $@

# Source maps and the second reference page are megabytes that nobody asks for and brotli needs minutes for.
staticfiles/staticfiles.json: $(STAMPS)/runtime $(shell find dashboard/static flows/static -type f 2>/dev/null)
	$(MANAGE) collectstatic --noinput --clear --verbosity 0 --ignore redoc
	@touch $@

.PHONY: browser
browser:
	@apt_can() { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; }; \
	wanted=(); \
	[ -n "$${CHROMIUM:-}" ] || command -v chromium-headless-shell >/dev/null \
		|| { command -v chromium >/dev/null && ! apt_can; } || wanted+=(chromium-headless-shell); \
	ldconfig -p 2>/dev/null | grep -q 'libatomic\.so\.1' || wanted+=(libatomic1); \
	if [ $${#wanted[@]} -gt 0 ]; then \
		if apt_can; then \
			apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "$${wanted[@]}"; \
		else \
			echo "The browser tests will fail: install $${wanted[*]}, or set CHROMIUM, or leave them out with ARGS=\"-m 'not browser'\"." >&2; \
		fi; \
	fi
