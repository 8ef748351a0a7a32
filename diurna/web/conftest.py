"""What the tests of the pages share: a ledger of the example articles and one of a few made-up ones, and clients that ask them."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from diurna.cli.demo import example_articles
from diurna.cli.serve import exported, formats
from diurna.coding import Known
from diurna.eventdata.theirs import Theirs
from diurna.ingest import add
from diurna.ledger.imported import keep
from diurna.ledger.writer import Writer
from diurna.link import link
from diurna.model import Type
from diurna.web.application import application
from diurna.web.guard import hosts
from diurna.web.page import Site

PORT = 8799
HOME = f"http://127.0.0.1:{PORT}"
ARTICLES = {
    "denial.txt": (
        "Kremlin rejects reports of foreign troops\n\nHarbour Gazette - October 24, 2024\n\nMOSCOW, October 24 (Reuters) - Kremlin "
        "spokesman Dmitry Peskov denied on Thursday that North Korean soldiers were fighting against Ukraine.\n"
    ),
    "smentita.txt": (
        "Mosca respinge le notizie sui soldati\n\nCorriere del Porto - 25 ottobre 2024\n\nIl portavoce del Cremlino Dmitry Peskov ha "
        "smentito venerdì che soldati nordcoreani combattessero contro l'Ucraina.\n"
    ),
    "admission.txt": (
        "Russia admits role of allied soldiers\n\nHarbour Gazette - April 28, 2025\n\nMOSCOW, April 28 (AFP) - Russia acknowledged on "
        "Monday that North Korean soldiers had fought against Ukraine.\n"
    ),
    "arrest.txt": (
        "Officials held\n\nHarbour Gazette - March 12, 2024\n\nIran arrested two Iraqi officials in Basra on Tuesday.\n"
    ),
    "meeting.txt": (
        "Presidents meet\n\nHarbour Gazette - March 13, 2024\n\nGENEVA, March 13 (Reuters) - French President Emmanuel Macron met Chinese "
        "President Xi Jinping in Geneva on Wednesday.\n"
    ),
    "incontro.txt": (
        "Macron incontra Xi\n\nCorriere del Porto - 13 marzo 2024\n\nGINEVRA, 13 marzo (ANSA) - Il presidente francese Emmanuel Macron ha "
        "incontrato mercoledì a Ginevra il presidente cinese Xi Jinping.\n"
    ),
}  # fmt: skip
"""Articles for the three tasks of an analyst: a denial and what was acknowledged later, a week with one happening of a single origin."""


def client(path: Path) -> TestClient:
    """A client of the pages over a ledger."""
    return TestClient(application(Site(path, "tester", formats(), exported), hosts(PORT)), base_url=HOME)


def ledger_of(articles: list[Path], path: Path) -> Path:
    """A linked ledger of some articles."""
    with Writer(path) as ledger:
        for _ in add([str(p) for p in articles], ledger, Known(), jobs=1):
            pass
        for _ in link(ledger):
            pass
    return path


@pytest.fixture(scope="session")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of the example articles, with event data of others beside it."""
    path = ledger_of(example_articles(), tmp_path_factory.mktemp("web") / "examples.db")
    days: tuple[tuple[str, str, Type | None, str], ...] = (
        ("1", "2022-03-01", "ASSAULT", "190"),
        ("2", "2022-07-22", "CONSULT", "040"),
        ("3", "2022-07-23", None, "010"),
    )
    with Writer(path) as ledger:
        keep(ledger, "gdelt", [Theirs(n, day, kind, code, (("RUS", "UKR"),), "RUS", "UKR") for n, day, kind, code in days])
    return path


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of ARTICLES."""
    folder = tmp_path_factory.mktemp("articles")
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return ledger_of(sorted(folder.iterdir()), folder / "written.db")


@pytest.fixture(scope="session")
def pages(examples: Path) -> TestClient:
    """A client of the pages over the example articles."""
    return client(examples)


@pytest.fixture
def copied(written: Path, tmp_path: Path) -> Path:
    """A copy of the ledger of ARTICLES, for tests that judge."""
    copy = tmp_path / "own.db"
    copy.write_bytes(written.read_bytes())
    return copy


@pytest.fixture
def own(copied: Path) -> TestClient:
    """A client over that copy."""
    return client(copied)
