"""The one blueprint of plans; its files of views add their pages to it."""

from flask import Blueprint

blueprint = Blueprint("plans", __name__)
