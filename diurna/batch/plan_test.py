"""Shards: names that follow from sources, each source once; plans that say what is wrong with them."""

from pathlib import Path

import pytest

from diurna.batch.conftest import ROWS, lines
from diurna.batch.plan import BadPlan, load, name_of, shards


def test_a_shard_is_named_by_its_source_alone() -> None:
    assert name_of("s3://b/2020/a.warc.gz") == name_of("s3://b/2020/a.warc.gz") != name_of("s3://b/2021/a.warc.gz")
    assert name_of("s3://b/2020/a.warc.gz").startswith("a-warc-gz-")
    assert "/" not in name_of("https://x.org/à la carte/?q=1/") and len(name_of("x" * 500)) < 90


def test_the_same_source_twice_is_one_shard_and_order_does_not_matter() -> None:
    found, wrong = shards(["b.warc", "a.warc", "b.warc"])
    assert found == shards(["a.warc", "b.warc"])[0] and len(found) == 2 and not wrong


def test_a_folder_gives_its_article_files_and_tables(tmp_path: Path) -> None:
    lines(tmp_path / "a.jsonl", ROWS)
    (tmp_path / "b.parquet").touch()
    (tmp_path / "c.doc").touch()
    found, wrong = shards([str(tmp_path)])
    assert sorted(Path(s.source).name for s in found) == ["a.jsonl", "b.parquet"] and not wrong


def test_a_folder_without_articles_is_said_to_be_one(tmp_path: Path) -> None:
    found, wrong = shards([str(tmp_path)])
    assert not found and [p.code for p in wrong] == ["no-articles"]


def test_paths_of_a_plan_are_relative_to_it(tmp_path: Path) -> None:
    (tmp_path / "plan.toml").write_text('inputs = ["in/a.warc.gz", "s3://b/c.warc.gz"]\nout = "out"\nlang = "en"\n')
    plan = load(tmp_path / "plan.toml")
    assert plan.inputs == (str(tmp_path / "in/a.warc.gz"), "s3://b/c.warc.gz") and plan.out == str(tmp_path / "out")


@pytest.mark.parametrize("text", ["inputs = 3", "inputs = []\nout = 'x'\nauthor = 'x'", "inputs = [", "out = 'x'"])
def test_a_plan_that_cannot_be_followed_says_why(text: str, tmp_path: Path) -> None:
    (tmp_path / "plan.toml").write_text(text)
    with pytest.raises(BadPlan, match=r"plan\.toml: "):
        load(tmp_path / "plan.toml")
