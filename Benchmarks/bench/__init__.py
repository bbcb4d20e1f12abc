"""Benchmarks of geuse beside references that are measured in the same minute on the same disk."""
