"""What words have in common, by the company they keep in given sentences: a vector for each of them.

Words of one sentence are company, counted by how much oftener they meet than chance would have it (positive pointwise
mutual information), and the strongest directions of that table are kept (Levy, Goldberg and Dagan 2015). A
regression over the vectors lets what it learns of "imports" say something of "exports", which it saw three times.
"""

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.linalg import svds

DIRECTIONS = 80
EVENED = 0.75  # the power that lets rare company count for less


def vectors(presence: csr_matrix, directions: int = DIRECTIONS) -> np.ndarray:
    """Return a row of length 1 for each column of `presence`, which tells the words of each sentence by ones."""
    together = (presence.T @ presence).toarray()
    np.fill_diagonal(together, 0.0)
    table = csr_matrix(_surprise(together))
    # Which way a direction points does not matter to who learns from it, so a fixed start is enough to repeat it.
    left, strength, _ = svds(table, k=min(directions, min(table.shape) - 1), v0=np.ones(min(table.shape)))
    rows = left * np.sqrt(strength)
    return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)


def _surprise(together: np.ndarray) -> np.ndarray:
    """Return the positive pointwise mutual information of a table of meetings."""
    company = together.sum(axis=0) ** EVENED
    expected = np.outer(together.sum(axis=1), company / company.sum())
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.nan_to_num(np.maximum(np.log(together / expected), 0.0), posinf=0.0, neginf=0.0)
