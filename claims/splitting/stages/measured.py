"""What an aside with figures says of a subject: "The bridge, nine years late," -> the bridge was nine years late.

Reads nouns with a dependent of the role "measured"; gives presupposed drafts.
"""

from claims.splitting.article import Article
from claims.splitting.phrases import gather
from claims.splitting.referents import naming, speaks_of_past
from claims.splitting.saying import says


def run(article: Article) -> None:
    tokens = article.tokens
    for number, first, end in article.speaking() if "measured" in tokens.dep else ():
        for node in range(first, end):
            if tokens.dep[node] != "measured":
                continue
            noun = tokens.head[node]
            others = [kid for kid in tokens.kids[node] if tokens.dep[kid] == "conj"]
            joints = {*others, *(kid for kid in tokens.kids[node] if tokens.dep[kid] == "cc")}
            for head in (node, *others):
                words = list(gather(tokens, head, joints))
                in_past = speaks_of_past(article, noun)
                subject = naming(tokens, noun, node)
                says(article, subject, noun, [*words], "measured", number, about=head, in_past=in_past)
