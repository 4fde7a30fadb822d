"""Satu Data HAM: the open knowledge graph of human rights in Indonesia."""
