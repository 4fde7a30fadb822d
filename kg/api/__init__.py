"""The service: SPARQL, entity documents, source rows, catalogue, pages."""
