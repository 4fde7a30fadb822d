"""SPARQL before and behind the engine: tokens, the guard that native parsers need, and evaluation."""
