"""Designs: how the papers look. A folder with templates, styles, pictures and words, frozen by its hash."""
