"""Text that a reader of the page does not see is no part of the article, nor is what lies over the page: both are taken out before
extraction."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|opacity\s*:\s*0*(?:\.0+)?\s*(?:;|!|$)|"
    r"font-size\s*:\s*0*(?:\.0+)?(?:px|pt|em|rem|%)?\s*(?:;|!|$)|text-indent\s*:\s*-\d{3,}|"
    r"(?:left|top|right|margin-left)\s*:\s*-\d{4,}px|clip\s*:\s*rect\(\s*0|(?:max-)?(?:height|width)\s*:\s*0(?:px)?\s*(?:;|!|$)",
    re.IGNORECASE,
)
_CLASSES = frozenset(
    [
        "visually-hidden",
        "visuallyhidden",
        "sr-only",
        "screen-reader-text",
        "screen-reader-only",
        "a11y-hidden",
        "d-none",
        "is-hidden",
        "hidden",
    ]
)
_AT_BLOCK = re.compile(r"@[\w-]+[^{}]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
_RULE = re.compile(r"([^{}]{1,300})\{([^{}]{0,2000})\}")
_SIMPLE = re.compile(r"^\s*(?:[a-z][a-z0-9]*)?([.#])([\w-]+)\s*$", re.IGNORECASE)
_MOST = 0.5
_DIALOGS = frozenset(["dialog", "alertdialog"])
_OF_ARTICLES = ("article", "main", "h1")


def drop_hidden(tree: HtmlElement) -> None:
    """Remove hidden elements and dialogs from `tree`, in place. A style sheet's rule that would hide most of the page is not
    believed: scripts show such parts later."""
    by_style = _hiding_rules(tree)
    doomed: list[HtmlElement] = []
    by_sheet: list[HtmlElement] = []
    for element in tree.iter():
        if not isinstance(element, HtmlElement) or not isinstance(element.tag, str):
            continue
        if element.tag in ("template", "noscript") or _is_hidden(element) or _is_dialog(element):
            doomed.append(element)
        elif by_style and _names(element) & by_style:
            by_sheet.append(element)
    if by_sheet:
        whole = len(tree.text_content()) or 1
        if sum(len(e.text_content()) for e in by_sheet) < _MOST * whole:
            doomed += by_sheet
    for element in doomed:
        if element.getparent() is not None and element.tag not in ("html", "body", "head"):
            element.drop_tree()


def _is_hidden(element: HtmlElement) -> bool:
    if element.get("hidden") is not None:
        return True
    style = element.get("style")
    if style and _STYLE.search(style[:2000]):
        return True
    classes = element.get("class")
    return bool(classes) and not _CLASSES.isdisjoint((classes or "")[:2000].split())


def _is_dialog(element: HtmlElement) -> bool:
    """Whether an element asks something over the page (consent to cookies, a subscription) and holds no article of its own."""
    role = element.get("role")
    asks = element.tag == "dialog" or (role is not None and role.strip().casefold() in _DIALOGS) or element.get("aria-modal") == "true"
    return asks and next(element.iter(*_OF_ARTICLES), None) is None


def _names(element: HtmlElement) -> set[str]:
    names = {"." + c for c in (element.get("class") or "")[:2000].split()}
    if identity := element.get("id"):
        names.add("#" + identity)
    return names


def _hiding_rules(tree: HtmlElement) -> set[str]:
    """Plain class and id selectors that the page's own style sheets hide, outside media queries."""
    found: set[str] = set()
    for style in tree.iter("style"):
        sheet = _AT_BLOCK.sub("", re.sub(r"/\*.*?(?:\*/|\Z)", "", (style.text or "")[:200_000], flags=re.DOTALL))
        for selectors, body in _RULE.findall(sheet):
            if _STYLE.search(body):
                for selector in selectors.split(","):
                    if simple := _SIMPLE.match(selector):
                        found.add(simple[1] + simple[2])
    return found
