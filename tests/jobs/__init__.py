"""Long work: the tables, the worker, the engine and the progress page."""
