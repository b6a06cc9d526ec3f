"""What happens when things break: workers killed, buttons pressed twice at once, a register tampered with.

Each fault has a function that takes how much of it is wanted and says what was found. The suite runs them short,
``make faults`` in full and prints the figures.
"""
