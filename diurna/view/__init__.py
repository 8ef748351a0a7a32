"""A record as people read it: in the terminal."""
