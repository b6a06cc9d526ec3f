"""The door: gunicorn and the flask command find the application here."""

from training.app import create_app

app = create_app()
