"""The first thing that runs: help and dispatch, without loading what only one command needs.

`diurna --help` must cost little more than Python itself, so the list of commands is data and a command's module (with
typer) is imported only when that command is called.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module

# What stands in `diurna --help`, in this order; each is the module diurna.cli.NAME with an `app`.
COMMANDS = {
    "demo": "Code the example articles of the package and show one.",
    "code": "Code articles: files, folders, JSON lines or standard input.",
    "batch": "Code an archive into Parquet, on one machine or a cluster.",
    "add": "Add articles to a ledger: one file that keeps and answers.",
    "watch": "Poll feeds and add what is new to a ledger.",
    "link": "Join copies, and what tells of one happening.",
    "search": "Find articles of a ledger by their words.",
    "timeline": "Show events in the order of their days.",
    "happenings": "Show what happened, each happening with all who tell it.",
    "claims": "Show who said what.",
    "changes": "Show who changed position.",
    "dyad": "Show what two sides did to each other.",
    "beside": "Compare with event data of others that was imported.",
    "actors": "Show who acts and is acted on most.",
    "sources": "Show who tells and when they were silent.",
    "serve": "Show a ledger in the browser.",
    "export": "Write a ledger, or records, in a format that others read.",
    "import": "Put event data of others beside the record, marked as theirs.",
    "audit": "Judge rows drawn at random; precision with its interval.",
    "recode": "Code what is stored anew; what differs.",
    "verify": "Prove that a ledger is sound.",
    "forget": "Remove an article, a source, a person's name.",
    "explain": "Show the derivation of a record's events and claims.",
    "relations": "Give one event type to each given pair of actor and recipient.",
    "eval": "Score against annotated data.",
    "languages": "List the language packs, or check one.",
    "schema": "Print the JSON Schema of a record.",
}
HELP = f"""\
Usage: diurna COMMAND [OPTIONS] ...

Reads news articles and keeps a record that can be checked: who did what to
whom, when, where; who said so; who denied it; and what they said before.

Commands:
{chr(10).join(f"  {name:<10} {what}" for name, what in COMMANDS.items())}

  diurna COMMAND --help shows a command's options with an example.

Settings come from diurna.toml in this folder, then DIURNA_* variables, then
options. NO_COLOR is honoured. Exit status: 0 done, 1 failed, 2 wrong usage,
3 done in part (what was left out is listed with its reason).

Example:
  diurna code article.txt
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command line and return its exit status."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if not words or words[0] in ("--help", "-h", "help"):
        sys.stdout.write(HELP)
        return 0
    if words[0] in ("--version", "-V"):
        from diurna.version import __version__

        sys.stdout.write(f"diurna {__version__}\n")
        return 0
    name = words[0]
    if name not in COMMANDS:
        sys.stderr.write(_unknown(name))
        return 2
    return _run(name, words[1:])


def _unknown(name: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, COMMANDS, n=1)
    hint = f"did you mean {near[0]}?" if near else "diurna --help lists the commands"
    return f"diurna: there is no command {name!r}; {hint}\n"


def _run(name: str, words: list[str]) -> int:
    """Run one command; whatever goes wrong in the outer world becomes one line and a status, never a traceback."""
    import os

    app = import_module(f"diurna.cli.{name}").app
    try:
        app(args=words, prog_name=f"diurna {name}")
    except SystemExit as done:
        return done.code if isinstance(done.code, int) else 1
    except KeyboardInterrupt:
        sys.stderr.write("diurna: stopped\n")
        return 130
    except BrokenPipeError:
        # Whoever read our output has gone; keep Python from complaining when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as problem:
        where = f"{problem.filename}: " if problem.filename else ""
        sys.stderr.write(f"diurna: {where}{problem.strerror or problem}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
