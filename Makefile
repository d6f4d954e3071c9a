# Two commands matter: `make run` and `make test`. `make help` lists the rest.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.DEFAULT_GOAL := help
.PHONY: help venv run test bench check web

help: ## show this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

$(VENV)/.installed: requirements.txt
	$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Liaison needs Python 3.11 or newer; set PYTHON=/path/to/python3.11")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/.installed-tests: requirements-test.txt $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-test.txt
	@touch $@

venv: $(VENV)/.installed ## make .venv and install what the bot needs

run: $(VENV)/.installed ## start the bot and a local workspace, and print the address of its page
	@$(BIN)/python app.py try

test: $(VENV)/.installed-tests ## install the test tools, then check and test everything
	@bash scripts/test

bench: $(VENV)/.installed-tests ## run the benchmarks and print their ratios
	@$(BIN)/python -m tests.bench

web: ## build the page of the local workspace anew (needs Node.js)
	cd workspace/web && npm ci && npm run build
