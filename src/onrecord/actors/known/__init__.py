"""What a user knows of actors, in files."""
