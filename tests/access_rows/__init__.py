"""The rows of the access table, one file per room: see tests/access_table.py."""
