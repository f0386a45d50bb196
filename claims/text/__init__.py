"""Characters and positions. Knows what a string is, not what a claim is.

Every position is a Unicode code point and every range is half-open, `[start, end)`; the one exception is
the UTF-16 side of `utf16`, which is what browsers count in.
"""
