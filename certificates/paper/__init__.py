"""What a sheet says: its words frozen, its code, its signed claim. Pure, but for sentences."""
