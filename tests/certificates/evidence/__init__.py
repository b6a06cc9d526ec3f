"""Tests of this sub-room."""
