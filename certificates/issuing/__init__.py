"""Issuing a cohort's papers: who may have which, the rows, the drawing, the pages of whoever runs the cohort."""
