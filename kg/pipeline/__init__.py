"""From source files to a published release: a module per arrow, and `run.build`, which is the whole line."""
