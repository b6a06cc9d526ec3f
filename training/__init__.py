"""People: who learns, where they work, in which cohort, and how far they are.

The ground floor stands in this folder (config, db, access, forms, errors, house); the sub-rooms form a line,
each may use those on its left:

    jobs, audit, places <- accounts <- manuals <- cohorts <- progress <- learning
"""
