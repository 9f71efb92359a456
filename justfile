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

# Send the server some 10,000 requests that are made up from its own description; `--examples 500` for more.
fuzz *args:
    cd tests && python -m fuzz.run {{args}}

# Real, unmodified clients of Azure against the server: az, and the SDKs for Python, JavaScript, Go and Java. They are
# installed into .clients/ the first time; one that cannot be had is skipped, and says so.
clients *args:
    SIG_CLIENTS=1 pytest -n 2 -rs tests/clients {{args}}

# Write every generated file.
generate:
    python tools/generate.py

# Fail where a generated file is out of date.
generated:
    python tools/generate.py --check

# Start-up times as ratios to an empty Python, and peak memory; prints a table.
bench *args:
    python bench/startup.py {{args}}

# `image-version show` beside that of a real az, installed into .clients/ the first time, which asks `sig serve`.
bench-az:
    PYTHONPATH=tests python bench/az.py

# The throughput of `sig batch`, and `image-version latest` among 10,000 versions, as ratios.
bench-commands:
    python bench/batch.py
    python bench/latest.py

# What commands cost whom `--as` names, among 10 and 1,000 role assignments, as ratios to an empty Python.
bench-access:
    python bench/access.py

# What commands cost in a store of 100,000 versions, as ratios; prints a table.
bench-scale *args:
    python bench/scale.py {{args}}

# What the server does in a second, as ratios to a bare route with the same bytes; needs wrk.
bench-server:
    python bench/server.py
