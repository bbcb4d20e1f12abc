# Every command a user or a contributor needs. The work itself is in scripts/.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help setup build release man demo test test-postgres crash-test bench bench-quick format lint check-deploy coverage install uninstall clean

help: ## Show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{ printf "  make %-13s %s\n", $$1, $$2 }'

setup: ## Install what is missing to build and test (apt-get, as root or through sudo)
	@scripts/setup.sh build test lint

build: ## Build geuse for development, into .build/debug
	@scripts/setup.sh build
	swift build --product geuse

release: ## Build an optimised, stripped geuse with Swift's libraries inside, into .build/release, and its manual
	@scripts/setup.sh release
	swift build -c release --product geuse --static-swift-stdlib -Xlinker -s -Xlinker --no-export-dynamic
	@scripts/man.sh .build/release/geuse .build/man

man: ## Write the manual pages of the release into .build/man (PROGRAM names another)
	@scripts/man.sh $(or $(PROGRAM),.build/release/geuse) .build/man

demo: ## Launch three instances on the simulator with two workers, and show what happened
	@scripts/demo.sh

test: ## Run every test and print the line coverage over Sources/
	@scripts/test.sh

test-postgres: ## Run the tests of the store on PostgreSQL against a server started for them (PG_BINDIR names another)
	@scripts/test-postgres.sh

crash-test: ## Kill, stop and deceive workers for up to an hour, then judge (ON=postgres, LAUNCHES, KILLS, ZOMBIES, MINUTES, SEED, KEEP)
	@scripts/crash-test.sh

bench: release ## Measure geuse beside its references, medians of three, about an hour (ONLY names one, ARGUMENTS are run.py's)
	@scripts/bench.sh $(addprefix --only ,$(ONLY)) $(ARGUMENTS)

bench-quick: release ## The same in some minutes: one short run each
	@scripts/bench.sh --quick $(addprefix --only ,$(ONLY)) $(ARGUMENTS)

format: ## Lay out all Swift code as .swift-format says
	swift format format --in-place --parallel --recursive Sources Tests Benchmarks Migrations Package.swift

lint: ## Check the layout of the code, all shell scripts and the picture of the imports
	@scripts/lint.sh

check-deploy: ## Check deploy/, then installing, manual, backups, groups and calls with what `make test` built (PROGRAM)
	@status=0; scripts/check-deploy.sh || status=1; \
	  scripts/check-install.sh $(or $(PROGRAM),$(wildcard .build/tests/debug/geuse)) || status=1; exit $$status

coverage: ## Print the coverage of the last `make test` or `make test-postgres`, file by file
	@scripts/coverage.sh --files

# deploy/install.sh says what else can be set.
export PREFIX DESTDIR BINARY MANPAGES UNITDIR SYSUSERSDIR TMPFILESDIR

install: ## Install the release, units, completions and documents (PREFIX=/usr/local, DESTDIR, BINARY)
	@deploy/install.sh install

uninstall: ## Remove what `make install` has installed, and nothing else
	@deploy/install.sh uninstall

clean: ## Remove everything that building, testing and the demo left here
	rm -rf .build .swiftpm .test-env .demo Package.resolved
