"""Lineage: who trained whom, and what came of it."""
