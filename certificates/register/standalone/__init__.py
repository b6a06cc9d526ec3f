"""The verifier that leaves with every export. It imports nothing of ours, and nothing of ours imports it."""
