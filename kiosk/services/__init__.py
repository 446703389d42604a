"""The steps of the day, one a package; nothing here knows of Qt."""
