"""What may still happen to a paper: corrected by another, revoked by two people, renewed, its words erased."""
