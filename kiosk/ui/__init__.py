"""The window of the desk."""
