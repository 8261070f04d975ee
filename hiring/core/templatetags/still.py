"""Parts of a page that are the same for everybody: written once, then kept by the process that wrote them."""

from weakref import WeakKeyDictionary

from django import template
from django.template.base import Node, NodeList, Parser, Token, Variable
from django.template.context import Context
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()


class StillNode(Node):
    """Keeps its text by language: with the parsed template, or with the object it is about, as long as that lives."""

    def __init__(self, nodelist: NodeList, name: str = "") -> None:
        self.nodelist = nodelist
        self.name = name
        self.texts: dict[str | None, SafeString] = {}

    def render(self, context: Context) -> SafeString:
        about = {self.name: Variable(self.name).resolve(context)} if self.name else {}
        texts = self._texts_of(about[self.name]) if self.name else self.texts
        language = get_language()
        if language not in texts:
            # nothing else of the context: what stands here cannot come from the reader's request by an oversight
            texts[language] = self.nodelist.render(context.new(about))
        return texts[language]

    def _texts_of(self, thing: object) -> dict[str | None, SafeString]:
        return thing.__dict__.setdefault("still_texts", WeakKeyDictionary()).setdefault(self, {})


@register.tag
def still(parser: Parser, token: Token) -> StillNode:
    """Mark a part that depends on nothing but the language, or also on one object: ``{% still criterion %}``.

    It sees no other variable. An object that is kept for long must never change.
    """
    _tag, *names = token.split_contents()
    if len(names) > 1:
        raise template.TemplateSyntaxError("still takes one object at most")
    nodelist = parser.parse(("endstill",))
    parser.delete_first_token()
    return StillNode(nodelist, *names)
