"""The public answer: is this paper in the register, and what does it say."""
