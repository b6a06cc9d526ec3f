"""The blueprint of coverage; its views stand in three files."""

from flask import Blueprint

blueprint = Blueprint("coverage", __name__)
