# make demo   install and code the example articles        make test   lint, types and tests
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready

.PHONY: setup demo test lint types tests wheel bench bench-ledger bench-scale crash packs eval syntax baseline confidence accuracy docs check-ftm format clean web-check pictures bench-pages

setup: $(READY)

# Wheels only: no dependency may ask a user for a compiler.
$(READY): pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --only-binary :all: \
		--constraint constraints.txt --editable '.[dev]'
	touch $@

demo: setup
	$(BIN)/diurna demo

test: lint types tests

lint: setup
	$(BIN)/ruff check .

types: setup
	$(BIN)/pyright

tests: setup
	$(BIN)/pytest -n 2

# Every script that builds shipped data from its sources, then the compiled packs.
packs: setup
	$(BIN)/python -m diurna.gazetteer.build
	$(BIN)/python -m diurna.langs.build

bench: setup
	$(BIN)/python -m benchmarks.run

# The ledger with 100,000 made-up articles: some twenty minutes and four gigabytes; `make bench-ledger QUICK=--quick` has 5,000.
bench-ledger: setup
	$(BIN)/python -m benchmarks.ledger $(QUICK)

# Every page of a ledger of 20,000 made-up articles against the empty page; ARTICLES=100000 for more.
bench-pages: setup
	$(BIN)/python -m benchmarks.pages --articles $(or $(ARTICLES),20000)

# What a batch costs over an archive, alone, with two workers, with Ray, and how it grows: hours; WITH='--pages 600 --size 200' for minutes.
bench-scale: setup
	$(BIN)/python -m benchmarks.scale $(WITH)

# kill -9 at two hundred random moments while articles are added.
crash: setup
	DIURNA_KILLS=200 $(BIN)/pytest tests/crash_test.py

eval: setup
	@test -n "$(GOLD)" || { echo 'usage: make eval GOLD=folder-with-jsonl-files' >&2; exit 2; }
	$(BIN)/python -m diurna.eval.all "$(GOLD)"

confidence: setup
	$(BIN)/python -m diurna.eval.confidence examples

# Our subjects and objects against treebanks (CoNLL-U, plain or xz); `make syntax TREEBANKS=folder WITH='--part de_ --errors 20'`.
syntax: setup
	@test -n "$(TREEBANKS)" || { echo 'usage: make syntax TREEBANKS=folder-with-conllu-files' >&2; exit 2; }
	$(BIN)/python -m diurna.eval.syntax "$(TREEBANKS)" $(WITH)

baseline: setup
	$(BIN)/python -m diurna.eval.baseline .

accuracy: setup
	$(BIN)/python -m diurna.eval.accuracy docs/accuracy.md $(if $(GOLD),--gold "$(GOLD)")

# The package that reads FollowTheMoney, in a place of its own: it needs PyICU, which is compiled.
check-ftm: setup
	$(PYTHON) -m venv build/ftm
	build/ftm/bin/python -m pip install --quiet followthemoney==4.11.2
	$(BIN)/diurna code examples --format jsonl --out build/examples.jsonl
	$(BIN)/diurna export ftm build/examples.jsonl --out build/examples.ftm.jsonl
	build/ftm/bin/python diurna/export/follow_the_money_check.py build/examples.ftm.jsonl

# Every page in a real browser at two widths, accessibility, the analyst's tasks, the JSON API against its description: some ten minutes.
# It needs Chromium: `apt-get install chromium`, or CHROMIUM=/path/to/it.
web-check: setup
	@{ command -v chromium || command -v chromium-browser || command -v google-chrome || test -n "$(CHROMIUM)"; } >/dev/null \
		|| { test "$$(id -u)" = 0 && apt-get install --yes --no-install-recommends chromium; } \
		|| { echo 'no Chromium; as root: apt-get install chromium' >&2; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --only-binary :all: --constraint constraints.txt --editable '.[browser]'
	$(BIN)/pyright diurna/web/api_check.py diurna/web/pages_check.py diurna/web/tasks_check.py
	$(BIN)/pytest -o python_files='*_check.py' diurna/web

# The pictures of the documentation, made anew.
pictures: export PICTURES = docs/pictures
pictures: web-check

docs: setup
	$(BIN)/python -m diurna.cli.reference docs

format: setup
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean:
	rm -rf .venv build dist .pytest_cache .ruff_cache .hypothesis *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
