"""The pages that people read: figures of the graph as sentences, charts, maps and tables, in Indonesian and English."""
