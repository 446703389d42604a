"""The registration kiosk: people in, badges out, the sign-in sheet for finance."""

__version__ = "0.1.0"
