"""Article text in, atomic claims out. Knows neither Django nor a database.

from claims.splitting import split
for claim in split("The mayor of Lyon, Ada Brook, resigned on Monday.").claims:
    print(claim.text)
"""

from claims.splitting.document import DraftClaim, Dropped, Sentence, Split
from claims.splitting.pipeline import split, split_many

__all__ = ["DraftClaim", "Dropped", "Sentence", "Split", "split", "split_many"]
