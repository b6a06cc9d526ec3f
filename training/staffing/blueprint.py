"""The blueprint of this room: its views stand in several files."""

from flask import Blueprint

blueprint = Blueprint("staffing", __name__)
