"""The two commands: setup, serving, and what they say when something is missing."""
