"""Figures that the product must hold, each printed beside its bar."""
