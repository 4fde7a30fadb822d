"""Our mapping engine and its peers, each mapping the same artificial table. Entry point: ``benchmarks/mapping.py``."""
