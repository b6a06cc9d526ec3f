"""The print shop: what was issued goes to paper, is signed in one sitting and handed over, and each step is written down.

Pure: states, filters, order, syllabus, tally, sheets. ``shelving`` puts a paper into the queue when it is issued; the
database's own triggers take it out when it is replaced, revoked or erased.
"""
