"""From a snapshot to the bytes of a file: layout, drawing, what makes it PDF/A-3a and PDF/UA-1, what it carries inside."""
