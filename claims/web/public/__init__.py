"""Pages that anybody may read: published verdicts, their feeds, and how the desk works."""
