"""The commands that fetch: nothing goes out unless it is asked for, and a watch stops and goes on."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

from diurna.fetch.conftest import Site, reply
from diurna.fetch.conftest import site as site

WORDS = "<p>France condemned Russia on Monday, the ministry said.</p>" * 12
OPEN = ("--allow", "127.0.0.0/8")


def feed(*numbers: int) -> bytes:
    """A feed whose entries hold their articles."""
    entries = "".join(
        f"<item><title>Report {n}</title><link>https://x.org/{n}</link><pubDate>Mon, 03 Mar 2025 10:00:00 GMT</pubDate><content:encoded>"
        f"<![CDATA[<p>Report number {n} of the day.</p>{WORDS}]]></content:encoded></item>"
        for n in numbers
    )
    head = '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>The Example</title>'
    return reply(f'<?xml version="1.0"?>{head}{entries}</channel></rss>')


def diurna(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run the command line in `cwd`."""
    done = subprocess.run([sys.executable, "-m", "diurna", *arguments], cwd=cwd, capture_output=True, text=True)
    assert "Traceback" not in done.stderr, done.stderr
    return done


def test_an_address_is_added_with_how_it_came_and_adding_again_adds_nothing(site: Site, tmp_path: Path) -> None:
    site.pages["/feed"] = feed(1, 2)
    first = diurna("add", site.url("/feed"), *OPEN, cwd=tmp_path)
    assert first.returncode == 0 and first.stdout.startswith("seen 2 = coded 2 + copies 0 + unchanged 0 + rejected 0"), first
    again = diurna("add", site.url("/feed"), *OPEN, cwd=tmp_path)
    assert again.stdout.startswith("seen 2 = coded 0 + copies 0 + unchanged 2 + rejected 0")


def test_without_being_allowed_nothing_goes_to_this_machine(site: Site, tmp_path: Path) -> None:
    done = diurna("add", site.url("/feed"), "ftp://example.org/a", cwd=tmp_path)
    assert done.returncode == 1 and "loopback" in done.stderr and "only http and https" in done.stderr
    assert site.asked == []
    assert diurna("add", site.url("/feed"), "--allow", "nonsense", cwd=tmp_path).returncode == 2


def test_files_that_name_addresses_fetch_nothing(site: Site, tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_bytes(feed(1).partition(b"\r\n\r\n")[2].replace(b"https://x.org", site.url("").encode()))
    (tmp_path / "feeds.opml").write_text(f'<opml><body><outline xmlUrl="{site.url("/feed")}"/></body></opml>')
    done = diurna("add", "feed.xml", "feeds.opml", *OPEN, cwd=tmp_path)
    assert done.returncode == 3 and "list of 1 feeds" in done.stderr and site.asked == []


def test_one_round_of_a_watch_adds_what_is_new_and_keeps_the_health(site: Site, tmp_path: Path) -> None:
    site.pages |= {"/1": feed(1, 2), "/2": reply("", "500 Oh")}
    outlines = "".join(f'<outline xmlUrl="{site.url(path)}"/>' for path in ("/1", "/2"))
    (tmp_path / "feeds.opml").write_text(f"<opml><body>{outlines}</body></opml>")
    done = diurna("watch", "feeds.opml", "--once", "--json", *OPEN, cwd=tmp_path)
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 3 and [row["outcome"] for row in rows] == ["new", "failed"]
    assert rows[0]["health"]["new"] == 2 and rows[1]["health"]["failures"] == 1
    site.pages["/1"] = feed(3, 2, 1)
    again = diurna("watch", "feeds.opml", "--once", "--json", *OPEN, cwd=tmp_path)
    rows = [json.loads(line) for line in again.stdout.splitlines()]
    assert [(row["outcome"], row["health"]["new"], row["health"]["failures"]) for row in rows] == [("new", 1, 0), ("failed", 0, 2)]


def test_a_watch_stops_cleanly_and_goes_on_where_it_was(site: Site, tmp_path: Path) -> None:
    site.pages["/feed"] = feed(1, 2)
    command = [sys.executable, "-m", "diurna", "watch", site.url("/feed"), *OPEN]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        assert running.stdout and running.stderr
        assert running.stdout.readline().startswith("new")
        running.send_signal(signal.SIGINT)
        assert "Traceback" not in running.stderr.read()
        assert running.wait() == 0
    done = diurna("watch", site.url("/feed"), "--once", *OPEN, cwd=tmp_path)
    assert done.returncode == 0 and done.stdout.startswith("unchanged") and not (tmp_path / "diurna.db-writer").exists()


def test_feeds_that_are_not_there_are_named(tmp_path: Path) -> None:
    (tmp_path / "empty.opml").write_text("<opml><body/></opml>")
    for name in ("none.opml", "empty.opml"):
        done = diurna("watch", name, "--once", cwd=tmp_path)
        assert done.returncode == 1 and name in done.stderr
