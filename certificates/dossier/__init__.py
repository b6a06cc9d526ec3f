"""The dossier of a paper: one PDF with everything that it was issued upon, made from what is stored and nothing else."""
