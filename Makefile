.DEFAULT_GOAL := help
.PHONY: help build test demo serve bench schemathesis fuzz sbom lint format doctor install clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

demo: install ## Run a whole call, from its rules to its award list, on a private PostgreSQL
	@scripts/build.sh -c release --product appel
	@scripts/demo.sh

serve: install ## Serve the pages on this machine with the demonstration, and print a sign-in for each role
	@scripts/build.sh -c release --product appel
	@scripts/serve.sh

test: ## Run every test, quiet when all pass
	@scripts/install.sh tests
	@scripts/test.sh

build: install ## Build the release program: .build/release/appel
	@scripts/build.sh -c release --product appel

bench: install ## Measure against pgbench and \copy, and write docs/benchmarks.md
	@scripts/bench.sh

schemathesis: install ## Try the API as every role with requests drawn from its description
	@scripts/build.sh --product appel
	@scripts/schemathesis.sh

fuzz: install ## Feed the parsers of ours with broken input, a minute each
	@scripts/fuzz.sh

sbom: build ## List what the program is made of: out/appel.cdx.json
	@mkdir -p out
	@scripts/sbom.sh > out/appel.cdx.json

lint: ## Check format, imports and wording
	@scripts/lint.sh

format: ## Format the sources in place
	@swift format format --in-place --parallel --recursive Package.swift Sources Tests

doctor: ## Tell what is installed, what is missing and what runs
	@scripts/doctor.sh

install: ## Install the Debian packages that are missing
	@scripts/install.sh

clean: ## Remove what was built, and the exports in out/
	@rm -rf .build .scratch out
