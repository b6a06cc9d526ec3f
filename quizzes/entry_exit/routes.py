"""The Flask blueprint of the pages on which tests are given, keyed and voided."""

from flask import Blueprint

blueprint = Blueprint("entry_exit", __name__)
MOMENTS = "<any(entrada,salida):moment>"
