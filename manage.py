#!/usr/bin/env python
"""The operator's door: `python manage.py help` lists the commands."""

import os
import sys

from django.core.management import execute_from_command_line

from annotator.start import one_line_refusal, use_kept_secret

if __name__ == "__main__":
    use_kept_secret(os.environ)
    with one_line_refusal():
        execute_from_command_line(sys.argv)
