"""Job descriptions are Markdown. What comes out is ours alone: no raw HTML, no images, no address but web and mail."""

import nh3
from django.utils.safestring import SafeString
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore

TAGS = {
    *("p", "br", "hr", "em", "strong", "s", "a", "ul", "ol", "li", "blockquote", "code", "pre"),
    *("h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td"),
}
ATTRIBUTES = {"a": {"href"}, "ol": {"start"}}
SCHEMES = {"http", "https", "mailto"}
HIGHEST_HEADING = 3  # the page around the text has its own first and second level
LOWEST_HEADING = 6


def _lower_headings(state: StateCore) -> None:
    """Shift the headings so that the first level of the text is the third of the page, and leave none out."""
    found = sorted({token.tag for token in state.tokens if token.type == "heading_open"})
    lowered = {tag: f"h{min(HIGHEST_HEADING + rank, LOWEST_HEADING)}" for rank, tag in enumerate(found)}
    for token in state.tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = lowered[token.tag]


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"]).disable("image")
    parser.core.ruler.push("lower_headings", _lower_headings)
    return parser


_PARSER = _parser()


def render_markdown(text: str) -> SafeString:
    """Return the text as HTML that may stand in a page: whatever was typed, nothing in it runs or loads."""
    html = nh3.clean(
        _PARSER.render(text),
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        url_relative="deny",
        link_rel="noopener noreferrer nofollow",
    )
    return SafeString(html)
