"""Accreditations: who may be licensed to facilitate, for how long, and renewed by teaching."""
