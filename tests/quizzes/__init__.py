"""The room of the quizzes, read as sentences."""
