"""One file per step or construction. Each has `run(article)`, and says in its docstring what it reads and gives."""
