"""A country of a few hundred people: it loads, its register holds, its pages cost what those of the demonstration cost."""
