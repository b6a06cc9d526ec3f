"""The register: entries chained one to the next, Merkle roots, signed checkpoints, the keys of all times."""
