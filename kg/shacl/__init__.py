"""Validation of graphs against our shapes by two engines that must say the same: pyshacl, the reference, and a native one.

``split.py`` decides which constraints the native engine takes, and which it takes piece by piece; ``gate.py`` joins the parts again.
"""
