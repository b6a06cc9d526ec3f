"""Migrations: numbered, one path for SQLite and PostgreSQL."""
