"""The store of a release: how it is filled, and how a sound release is found and opened."""
