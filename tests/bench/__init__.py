"""Benchmarks on public data, which lies outside the repository; see `python -m tests.bench -h`."""
