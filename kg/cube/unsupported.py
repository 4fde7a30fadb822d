"""What sends a query to the engine."""


class Unsupported(Exception):
    """The columns do not give the engine's answer for sure, so the engine is asked. The message says what was met."""
