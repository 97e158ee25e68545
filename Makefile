# Two commands set a fresh machine up: `make demo` and `make test`. The rest is for whoever works on onrecord.
PYTHON ?= python3
BIN := .venv/bin
.PHONY: demo serve screenshots test check bench first peers lock clean help

help:  ## what there is to make
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

.venv/ready: requirements.lock requirements-dev.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("onrecord needs Python 3.11 or newer") if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

demo: .venv/ready  ## a record of examples/, a summary here, and a page to open
	$(BIN)/onrecord build examples --record demo/examples.record --issues examples/issues.toml
	$(BIN)/onrecord show demo/examples.record
	$(BIN)/onrecord report demo/examples.record --output demo/examples.html
	@echo
	@echo "Open demo/examples.html in a browser: each line opens the sentence that it rests on."
	@echo "Or run make serve, open its address, and judge what it says."

serve: .venv/ready  ## the record of examples/ in a browser, to read and to judge
	test -e demo/examples.record/manifest.json || $(MAKE) demo
	$(BIN)/onrecord serve demo/examples.record

screenshots: .venv/ready  ## a picture of each page of serve and of the report: light, dark, narrow; needs chromium
	test -e demo/examples.record/manifest.json || $(MAKE) demo
	$(BIN)/python -m tests.browser.shots demo/examples.record demo/screenshots

test: .venv/ready  ## all tests; those that need something which isn't here skip and say why
	$(BIN)/python -m pytest -rs

check: .venv/ready  ## style, types, arrows between rooms
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: .venv/ready  ## figures of quality, speed and memory against their floors
	$(BIN)/python -m bench

first: .venv/ready  ## the wheel, installed by pip alone in a new environment: seconds to the first record
	$(BIN)/python -m bench first

.venv/peers: .venv/ready requirements-peers.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-peers.lock
	@touch $@

peers: .venv/peers  ## what some tests and figures compare us with; needs Debian's libicu-dev, pkg-config and g++

COMPILE := $(BIN)/pip-compile -q --upgrade --generate-hashes --strip-extras --no-emit-index-url \
  --no-emit-trusted-host --no-emit-find-links --no-header --allow-unsafe
# the widest set first: its pins (s3fs wants one exact fsspec) bind the smaller ones
lock: .venv/ready  ## lock the newest dependencies that pyproject.toml allows, with hashes
	$(COMPILE) --extra dev --extra peers -o requirements-peers.lock pyproject.toml
	$(COMPILE) --extra dev -c requirements-peers.lock -o requirements-dev.lock pyproject.toml
	$(COMPILE) -c requirements-dev.lock -o requirements.lock pyproject.toml

clean:  ## take away what make made
	rm -rf .venv demo .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
