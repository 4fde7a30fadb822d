"""Disclosure control: what may leave a raw table of counts of persons, and the proof that nothing else can be computed from it.

    raw table ─► rules (allow-list, marks of persons) ─► one problem per group ─► further cells chosen ─► protected table

The raw table is read into memory and never hashed, logged or copied. Everything after the protected table sees that table only.
"""
