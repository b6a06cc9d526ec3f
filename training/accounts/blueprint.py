"""The blueprint of accounts: its views stand in several files."""

from flask import Blueprint

blueprint = Blueprint("accounts", __name__)
