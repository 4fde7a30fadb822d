"""The sides of the benchmark of validation, each a process of its own."""
