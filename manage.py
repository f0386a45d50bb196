#!/usr/bin/env python
"""The operator's door: `python manage.py help` lists the commands."""

import sys

from django.core.management import execute_from_command_line

from annotator.start import load_settings

if __name__ == "__main__":
    load_settings()
    execute_from_command_line(sys.argv)
