"""Words an admin writes for the public, as a page: Markdown's paragraphs, headings, lists, emphasis, quotes, links.

Raw HTML, pictures and code are not among them. The parser is markdown-it; what it does not know it escapes.
"""

from typing import Any

from django.utils.safestring import SafeString
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

SPOKEN = ["heading", "list", "blockquote", "hr", "newline", "escape", "entity", "emphasis", "link", "autolink"]
OPENED = ("https://", "http://", "mailto:", "/")
DEEPEST = 6


class Renderer(RendererHTML):
    """Headings begin below the page's own; links to elsewhere hand no weight and no window on."""

    def heading_open(self, tokens: list[Token], idx: int, options: Any, env: Any) -> str:
        return f"<h{below(tokens[idx])}>"

    def heading_close(self, tokens: list[Token], idx: int, options: Any, env: Any) -> str:
        return f"</h{below(tokens[idx])}>\n"

    def link_open(self, tokens: list[Token], idx: int, options: Any, env: Any) -> str:
        if not str(tokens[idx].attrGet("href")).startswith("/"):
            tokens[idx].attrSet("rel", "nofollow noopener")
        return self.renderToken(tokens, idx, options, env)


def below(heading: Token) -> int:
    return min(int(heading.tag[1:]) + 1, DEEPEST)


def may_open(address: str) -> bool:
    """Only these lead anywhere; `//elsewhere` would leave the desk unseen. A backslash arrives here encoded."""
    small = address.strip().lower()
    return small.startswith(OPENED) and not small.startswith("//")


def _parser() -> MarkdownIt:
    parser = MarkdownIt("zero", {"html": False, "linkify": False, "maxNesting": 20}, renderer_cls=Renderer)
    parser.enable(SPOKEN)
    parser.validateLink = may_open  # type: ignore[method-assign]
    return parser


PARSER = _parser()


def prose(words: str) -> SafeString:
    return SafeString(PARSER.render(words))
