"""People who stand for others: the reviewers of an imported file, who sign in nowhere."""

# How their names begin; what follows is their pseudonym in the file.
IMPORTED = "imported-"
