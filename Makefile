# Every target sets up what it needs: the environment in .venv, the packages, the embedded model's weights.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SAMPLES := samples/articles

.PHONY: help setup digest test check demo eval format clean
.DEFAULT_GOAL := help

help:  ## List the targets
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

$(VENV)/.installed: requirements.txt requirements-dev.txt pyproject.toml hatch_build.py
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	touch $@

$(VENV)/.weights: $(VENV)/.installed
	$(BIN)/summarize models fetch
	touch $@

setup: $(VENV)/.weights  ## Create .venv, install everything, fetch the embedded model

digest: setup  ## Print the digest of the shipped samples
	@$(BIN)/summarize $(SAMPLES) --cluster 24h

check: setup  ## Lint and type check
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

test: check  ## Lint, types, the quality gate and every test
	$(BIN)/python -m eval gate
	SUMMARIZE_SCREENSHOTS=out/screenshots $(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder

demo: setup  ## Start the web demo on http://127.0.0.1:7860
	$(BIN)/python app.py

eval: setup  ## Compare the default model with the baselines on the samples
	$(BIN)/python -m eval summaries --data samples/reference/stories-long.jsonl --systems lead,lexrank,coverage,default --out out/eval

format: setup  ## Format the code
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean:  ## Remove the environment and everything that was made
	rm -rf $(VENV) out .mypy_cache .ruff_cache .pytest_cache
