"""Digital signatures: who signs here, and whether what came back from outside is our file with signatures and no more."""
