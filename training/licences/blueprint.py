"""The blueprint of this room; its views add themselves."""

from flask import Blueprint

blueprint = Blueprint("licences", __name__)
