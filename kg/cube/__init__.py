"""A columnar side index of the default graph, and the queries that are answered from it in place of the engine."""
