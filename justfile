# The checks of the project; CI runs `just check`.

# The environment that CONTRIBUTING.md sets up comes first; without it, whatever is active.
export PATH := justfile_directory() / ".venv/bin" + ":" + env_var("PATH")

# What CI runs.
check: lint test generated

# Style, types and layers.
lint:
    ruff format --check .
    ruff check .
    mypy
    lint-imports

# Every test, in random order, on all processors.
test *args:
    pytest -n auto {{args}}

# The long versions of the random tests: more examples, more kills, more processes at once.
storm:
    SIG_STORM=1 pytest -n auto tests/property tests/conformance tests/e2e/test_storm.py tests/e2e/test_crowd.py

# Write every generated file.
generate:
    python tools/generate.py

# Fail where a generated file is out of date.
generated:
    python tools/generate.py --check

# Start-up times as ratios to an empty Python; prints a table.
bench *args:
    python bench/startup.py {{args}}

# The throughput of `sig batch`, and `image-version latest` among 10,000 versions, as ratios.
bench-commands:
    python bench/batch.py
    python bench/latest.py

# What commands cost in a store of 100,000 versions, as ratios; prints a table.
bench-scale *args:
    python bench/scale.py {{args}}
