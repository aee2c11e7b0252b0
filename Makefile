# Everything runs in a virtual environment of its own, .venv; nothing else has to be installed.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# uv is used where it is installed; plain venv and pip otherwise.
UV := $(shell command -v uv 2>/dev/null)
ifdef UV
CREATE := uv venv --quiet --allow-existing --python $(PYTHON) $(VENV)
INSTALL := VIRTUAL_ENV=$(VENV) uv pip install --quiet
else
CREATE := $(PYTHON) -m venv $(VENV)
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check
endif

.PHONY: help demo test test-browser lint format bench train spacy-model clean

help:  ## Show this list.
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

$(VENV)/installed: pyproject.toml
	$(CREATE)
	$(INSTALL) --editable .
	touch $@

$(VENV)/installed-dev: $(VENV)/installed
	$(INSTALL) --editable '.[dev]'
	touch $@

demo: $(VENV)/installed  ## Install into .venv and show the main job on samples/.
	$(BIN)/python samples/demo.py

test: $(VENV)/installed-dev  ## Run the tests.
	$(BIN)/python -m pytest --ignore tests/browser

APT := apt-get -qq -o Acquire::Retries=0 -o Acquire::http::Timeout=20
test-browser: $(VENV)/installed-dev  ## Test the HTML pages in Debian's chromium; skips where it cannot be had.
	@command -v chromium >/dev/null || test "$$(id -u)" != 0 || \
	  ($(APT) update && $(APT) install --yes --no-install-recommends chromium) || echo 'No chromium to be had.'
	@$(INSTALL) --editable '.[browser]' || echo 'No Playwright to be had.'
	@test -d build/axe/node_modules/axe-core || \
	  npm install --silent --no-save --fetch-retries=0 --fetch-timeout=20000 --prefix build/axe axe-core@4 || echo 'No axe-core to be had.'
	$(BIN)/python -m pytest tests/browser

lint: $(VENV)/installed-dev  ## Check style and types.
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(VENV)/installed-dev  ## Format the code.
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(VENV)/installed-dev  ## Measure speed, start-up and memory.
	$(BIN)/python benchmarks/speed.py
	$(BIN)/python benchmarks/batch.py

# Where the annotated texts lie that the model is trained and measured on, and where checkpoints go.
CORPORA ?= ../shared/corpora
GOLD ?= ../shared/gold
WORK ?= build/train
train: $(VENV)/installed-dev  ## Train the names model anew and print its figures (hours on two cores).
	$(INSTALL) --editable '.[train]'
	$(BIN)/python training/train.py --corpora $(CORPORA) --gold $(GOLD) --work $(WORK)/1 --seed 1
	$(BIN)/python training/train.py --corpora $(CORPORA) --gold $(GOLD) --work $(WORK)/2 --seed 2
	$(BIN)/python training/export.py $(WORK)/1/tagger.pt $(WORK)/2/tagger.pt --out src/kiextract/model
	$(BIN)/python training/evaluate.py --corpora $(CORPORA) --gold $(GOLD)

spacy-model: $(VENV)/installed  ## Get spaCy's de_core_news_sm, where the network allows it.
	$(BIN)/python -m spacy download de_core_news_sm

clean:  ## Remove the virtual environment and all caches.
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis build dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
