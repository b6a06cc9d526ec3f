"""The one blueprint whose views stand in several files."""

from flask import Blueprint

blueprint = Blueprint("reference", __name__)
