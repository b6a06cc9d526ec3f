"""Lots: a cohort's files leave together, are signed with the State's own tool, come back, and each is looked at."""
