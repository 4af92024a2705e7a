# Every target can be run again and then does only what is new.

.DEFAULT_GOAL := help
.PHONY: help setup demo test bench format docs training clean

help: ## Say what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-9s %s\n", $$1, $$2}' Makefile

setup: ## Install what is missing to build and run
	@scripts/setup

demo: setup ## Build, draw and analyse the worked example and the other cases, write and open their reports
	@scripts/swift build --configuration release --product revisit
	@scripts/demo

test: ## Run every check and every test
	@scripts/setup test
	@scripts/check
	@cd Training && ../.tools/python-test/bin/python -m unittest --quiet tests/test_scoring.py
	@scripts/swift test

bench: ## Measure speed and memory beside other programs
	@scripts/setup bench
	@scripts/bench

format: ## Bring the Swift sources into the house format
	@swift format --in-place --parallel --recursive Package.swift Sources Tests Benchmarks

docs: setup ## Build the documentation; a warning is an error
	@scripts/docs

training: ## Train and measure the shipped networks again
	@scripts/setup training
	@Training/train

clean: ## Remove what was built, not what set-up installed
	@rm -rf .build .build-* Demo
