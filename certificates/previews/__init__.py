"""Looking at a design before papers get it: samples, the longest name of a cohort, the page and the commands."""
