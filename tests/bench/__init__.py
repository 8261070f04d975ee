"""Measurements, run by ``make bench``, never as tests. Each stands beside a floor measured in the same run."""
