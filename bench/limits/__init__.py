"""Bare programs that show what the machine allows."""
