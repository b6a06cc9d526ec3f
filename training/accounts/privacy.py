"""The notice about personal data: its version is stored with each consent. Pure."""

VERSION = "2026-11-23"  # a new text gets a new date
