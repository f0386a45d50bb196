"""Promises of the pages, asked through Django's client."""
