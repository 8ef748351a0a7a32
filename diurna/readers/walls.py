"""Pages that stand where an article should: nothing is there, a robot is suspected, consent or a subscription is asked for."""

from __future__ import annotations

import re

_SHORT = 500
_CONSENT_SHORT = 2500
_NOTHING = (
    "404", "page not found", "pagina non trovata", "página no encontrada", "page introuvable", "seite nicht gefunden",
    "страница не найдена", "сторінку не знайдено", "сторінка не знайдена",
)  # fmt: skip
_SUSPECTED = ("access denied", "are you a robot", "just a moment", "attention required", "проверка браузера")
_CONSENT = re.compile(
    r"\bcookies?\b|\bcookie-|\bconsent|\bpartners?\b.{0,60}\bdata\b|\bdatenschutz|\beinwillig|\bzustimm|\bwerbe(?:freie|finanz)|\bconsenso\b|"
    r"\binformativa\b|\bprivacy\b|\bconsentement\b|\btraceurs?\b|\bdonnées personnelles\b|\bconsentimiento\b|\bdatos personales\b|"
    r"\bфайл\w* cookie|\bсогласи[ея]\b|\bперсональн\w+ данн|\bзгод[аиу]\b|\bперсональн\w+ даних",
    re.IGNORECASE,
)
# Consent is also what parliaments give, so a wall must name what it asks consent for.
_COOKIES = re.compile(r"\bcookies?\b|\bcookie-|\btraceurs\b|\btracking\b", re.IGNORECASE)
_SENTENCE = re.compile(r"[^.!?\n]{15,}")


def why_no_article(title: str, body: str) -> str | None:
    """What a page is instead of an article, None where it may be one. An article about cookies is longer than a wall."""
    head = title.casefold()
    if len(body) < _SHORT:
        if any(words in head for words in _NOTHING):
            return "the page says that there is nothing at its address"
        if any(words in head for words in _SUSPECTED):
            return "the site takes the reader for a robot and shows no article"
    if len(body) < _CONSENT_SHORT and _COOKIES.search(body):
        sentences = _SENTENCE.findall(body)
        if len(sentences) >= 2 and sum(bool(_CONSENT.search(s)) for s in sentences) >= 0.6 * len(sentences):
            return "the page asks for consent to cookies and shows no article"
    return None
