"""Sentences as claims: the coarsest reading, refined by the stages that follow."""

from claims.splitting.article import Article, Draft


def run(article: Article) -> None:
    tokens = article.tokens
    for number, first, end in article.speaking():
        tags = tokens.tag[first:end]
        if any(tag in ("VBD", "VBZ", "VBP", "MD") for tag in tags):
            article.drafts.append(Draft(list(range(first, end)), "sentence", number, prior=0.6))
