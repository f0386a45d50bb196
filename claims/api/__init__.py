"""The programs' door: JSON in, one service called, JSON out. `docs/api.md` is its guide."""
