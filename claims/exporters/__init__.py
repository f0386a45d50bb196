"""Claims as rows of plain values, and one writer per format. Writers never query."""
