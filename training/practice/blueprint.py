"""The one blueprint of observed practice; its files of views add their pages to it."""

from flask import Blueprint

blueprint = Blueprint("practice", __name__)
