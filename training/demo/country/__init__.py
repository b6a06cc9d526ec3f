"""A whole country of invented people, for whoever wants to see how the site stands its size.

`plan` (pure) says from a number of people and a seed what there is: regions, facilities, cohorts, who reached what. The
rows of each room follow from it: those of training are made here, those of the other rooms by what they announce in
``house().country_parts``. `load` pours them, `guard` says when it may not.
"""
