"""Numbers about the desk's work, computed from what is stored; nothing here writes."""
