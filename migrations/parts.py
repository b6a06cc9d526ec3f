"""PostgreSQL's search for parts of words, in a schema that a restore leaves where it is. See migration 0031."""

INSTALL = ("CREATE SCHEMA IF NOT EXISTS parts", "CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA parts")
