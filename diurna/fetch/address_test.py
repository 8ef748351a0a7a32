"""Which addresses are fetched, and what of their names is told."""

import pytest

from diurna.fetch.address import address, networks, why_not
from diurna.fetch.result import Refused, printable


def refusal(url: str, base: str | None = None) -> Refused:
    with pytest.raises(Refused) as found:
        address(url, base)
    return found.value


@pytest.mark.parametrize(
    ("url", "plain"),
    [
        ("http://Example.ORG", "http://example.org/"),
        (" https://example.org:443/a b".replace(" b", "%20b"), "https://example.org/a%20b"),
        ("http://example.org./x?q=ж#part", "http://example.org/x?q=%D0%B6"),
        ("http://example.org:8080/новини", "http://example.org:8080/%D0%BD%D0%BE%D0%B2%D0%B8%D0%BD%D0%B8"),
        ("http://пример.рф/", "http://xn--e1afmkfd.xn--p1ai/"),
        ("http://[2A00:1450::1]/", "http://[2a00:1450::1]/"),
        ("http://example.org/a?x={1}|2", "http://example.org/a?x={1}|2"),
    ],
)
def test_an_address_has_one_plain_form(url: str, plain: str) -> None:
    assert address(url).url == plain
    assert address(plain).url == plain


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "ftp://example.org/", "gopher://example.org/", "data:text/html,x", "javascript:alert(1)", "//x", "a.html"]
)
def test_other_schemes_are_refused(url: str) -> None:
    assert refusal(url).code == "scheme-refused"


@pytest.mark.parametrize(
    "url",
    [
        "http://user@example.org/", "http://example.org:80@10.0.0.1/", "http://@example.org/", "http://a\\@b.org/", "http://exa mple.org/",
        "http://example.org/\r\nHost: x", "http://example.org\0.net/", "http://2130706433/", "http://0x7f.1/", "http://0177.0.0.1/",
        "http://127.1/", "http://0x7f000001/", "http://1.2.3.4.5/", "http://example.org../", "http:///x", "http://[::1", "http://[1.2.3.4]/",
        "http://[fe80::1%25eth0]/", "http://%6c%6fcalhost/", "http://example.org:99999/", "http://-a.org/", "http://" + "a" * 64 + ".org/",
        "http://１２７.１/", "http://exa\u202emple.org/", "https://" + "a" * 5000,
    ],
)  # fmt: skip
def test_addresses_in_disguise_are_refused(url: str) -> None:
    assert refusal(url).code == "bad-url"


def test_full_width_digits_are_the_address_they_stand_for() -> None:
    assert address("http://１２７。０。０。１/").host == "127.0.0.1"


def test_a_link_is_resolved_against_its_page() -> None:
    assert address("../b?c", base="https://example.org/x/y/a").url == "https://example.org/x/b?c"
    assert address("//other.org/b", base="https://example.org/").url == "https://other.org/b"
    assert refusal("javascript:x()", base="https://example.org/").code == "scheme-refused"


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("http://pаypal.org/", "mixes Latin and Cyrillic"),  # with a Cyrillic а
        ("http://xn--pypal-4ve.org/", "mixes Latin and Cyrillic"),
        ("http://аррӏе.org/", "Cyrillic letters that look Latin"),
        ("http://новини.org/", None),
        ("http://münchen.de/", None),
        ("http://example.org/", None),
    ],
)
def test_names_that_may_be_taken_for_others_are_noted(url: str, told: str | None) -> None:
    notes = address(url).notes
    assert not notes if told is None else told in notes[0]


@pytest.mark.parametrize(
    ("ip", "kind"),
    [
        ("127.0.0.1", "loopback"), ("127.8.9.1", "loopback"), ("::1", "loopback"), ("0.0.0.0", "reserved"), ("10.1.2.3", "private"),
        ("172.16.0.1", "private"), ("192.168.0.1", "private"), ("169.254.169.254", "link-local"), ("fe80::1", "link-local"),
        ("100.64.0.1", "reserved"), ("198.18.0.1", "reserved"), ("224.0.0.1", "reserved"), ("255.255.255.255", "reserved"),
        ("fc00::1", "reserved"), ("fec0::1", "reserved"), ("ff02::1", "reserved"), ("::", "reserved"), ("::7f00:1", "reserved"),
        ("::ffff:127.0.0.1", "loopback"), ("::ffff:10.0.0.1", "private"), ("64:ff9b::7f00:1", "loopback"), ("64:ff9b::a00:1", "private"),
        ("64:ff9b:1::a00:1", "reserved"), ("2002:7f00:1::", "reserved"), ("2001:0:1:2:3:4:5:6", "reserved"), ("2001:db8::1", "reserved"),
        ("192.0.2.1", "private"), ("240.0.0.1", "reserved"), ("fe80::1%eth0", "link-local"), ("nonsense", "no address"),
    ],
)  # fmt: skip
def test_addresses_that_are_not_public_are_refused(ip: str, kind: str) -> None:
    assert kind in (why_not(ip, 80) or "")


@pytest.mark.parametrize("ip", ["8.8.8.8", "2a00:1450:4001::1", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_public_addresses_are_allowed_on_the_ports_of_the_web(ip: str) -> None:
    assert why_not(ip, 80) is None and why_not(ip, 443) is None and why_not(ip, 8080) is None
    assert "no web server" in (why_not(ip, 25) or "")


def test_the_allow_list_opens_what_it_names() -> None:
    allowed = networks(["127.0.0.1", "10.0.0.0/8"])
    assert why_not("127.0.0.1", 22, allowed) is None and why_not("10.9.9.9", 80, allowed) is None
    assert why_not("127.0.0.2", 80, allowed) and why_not("::1", 80, allowed)
    with pytest.raises(ValueError, match="nonsense"):
        networks(["nonsense"])


def test_a_message_shows_no_password_and_stays_on_one_line() -> None:
    assert printable("http://me:secret@example.org/\n\x1b[2J") == "http://…@example.org/\\n\\x1b[2J"
    assert len(printable("x" * 9000)) == 501
