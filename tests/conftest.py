"""One world for all tests: the database of choice, and a cast of plainly fictional people.

SQLite runs by default; `GROUNDSWELL_DATABASE_URL=postgresql://…` runs the same tests there.
Tests that make sense on one database alone are deselected on the other.
"""

from __future__ import annotations

import gc
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import hypothesis
import pytest
from xdist.remote import Producer

from tests import sharing, templates

# Before anything imports the settings: tests have a data directory of their own.
DIRECTORY = Path(tempfile.mkdtemp(prefix="groundswell-tests-"))
os.environ["GROUNDSWELL_DIR"] = str(DIRECTORY)
os.environ["DJANGO_SETTINGS_MODULE"] = "groundswell.config.settings"

# Tests start a hundred processes, and without bytecode each compiles Django anew: a second apiece.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

HORIZON = " AND xid < pg_snapshot_xmin(pg_current_snapshot())"


def vendor() -> str:
    """Which database the tests run on."""
    url = os.environ.get("GROUNDSWELL_DATABASE_URL", "")
    return "postgresql" if url.startswith("postgres") else "sqlite"


def pytest_configure(config: pytest.Config) -> None:
    # Here and not by an option of pytest: that would read the settings before the lines above.
    import django
    from django.conf import settings

    django.setup()
    # Processes that run tests beside each other read the settings of the one that started them.
    settings.DIRECTORY = DIRECTORY
    # It draws what the gate withholds beside: of two functions one run would tell the other.
    settings.SECRET_KEY = "the same in every run"
    # Properties look at the same examples each time: a landing must not depend on chance.
    hypothesis.settings.register_profile("same", derandomize=True, database=None)
    hypothesis.settings.load_profile("same")
    config.addinivalue_line("markers", "only(vendor): for that database alone")
    config.addinivalue_line("markers", "browser: needs chromium")
    config.addinivalue_line("markers", "slow: starts servers or builds a company")


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """As many as there are processors; one more where some wait for servers and browsers."""
    is_long = config.args_source is not pytest.Config.ArgsSource.TESTPATHS
    return (os.process_cpu_count() or 1) + is_long


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> sharing.ByWorld:
    return sharing.ByWorld(config, log)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: sharing.turn(item.nodeid))
    elsewhere = [
        item
        for item in items
        if (mark := item.get_closest_marker("only")) and mark.args[0] != vendor()
    ]
    if elsewhere:
        config.hook.pytest_deselected(items=elsewhere)
        items[:] = [item for item in items if item not in elsewhere]


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Where everything is installed, a skipped test is a hole: GROUNDSWELL_NO_SKIPS says so."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("GROUNDSWELL_NO_SKIPS") and reporter and reporter.stats.get("skipped"):
        for report in reporter.stats["skipped"]:
            reporter.write_line(f"skipped: {report.nodeid}: {report.longrepr[2]}")
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_collection_finish() -> None:
    # What stands by now stays: to look through it for garbage took a twentieth of the time.
    gc.freeze()
    gc.set_threshold(20_000, 50)


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    if config.args_source is pytest.Config.ArgsSource.TESTPATHS:
        terminalreporter.write_line("Not among these, and longer: uv run pytest tests/long")


def pytest_unconfigure(config: pytest.Config) -> None:
    shutil.rmtree(DIRECTORY, ignore_errors=True)


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_keepdb: bool) -> bool:
    """The migrated file is kept as a template, so only the first run migrates."""
    return django_db_keepdb or vendor() == "sqlite"


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None) -> None:
    """On SQLite a file: the in-memory database is locked as soon as two threads write."""
    from django.conf import settings

    test = settings.DATABASES["default"].setdefault("TEST", {})
    if vendor() == "postgresql":
        test["TEMPLATE"] = templates.database(os.environ["GROUNDSWELL_DATABASE_URL"])
        return
    test["NAME"] = str(DIRECTORY / "tests.db")
    if (template := templates.file()).exists():
        shutil.copyfile(template, test["NAME"])


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: object) -> None:
    """Keep a freshly migrated file as the template of later runs."""
    if vendor() == "sqlite" and not (template := templates.file()).exists():
        from django.db import connection

        draft = template.with_suffix(f".{os.getpid()}")
        with django_db_blocker.unblock(), connection.cursor() as cursor:  # type: ignore[attr-defined]
            cursor.execute("VACUUM INTO %s", [str(draft)])
        draft.replace(template)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Iterator[None]:
    """Behind a test that commits comes Django's flush: bring back what only migrations make.

    It takes their rows, and leaves those of search, whose tables it does not know. Which test
    comes next in this process is not ours to say, and so not pytest-django's order either.
    """
    if _commits(item):
        from pytest_django.plugin import blocking_manager_key

        from groundswell.people.audit import schema as audit

        # The flush deletes entries of the audit log too, which nobody else may.
        with item.config.stash[blocking_manager_key].unblock():
            audit.drop()
    yield
    if nextitem and _commits(item):  # behind the last one the database itself is gone
        from django.apps import apps

        from groundswell.network.search import schema

        organisation = import_module("groundswell.network.migrations.0002_organisation")
        with item.config.stash[blocking_manager_key].unblock():
            audit.make()
            schema.drop()
            schema.make()
            organisation.forwards(apps, None)


def _commits(item: pytest.Item) -> bool:
    mark = item.get_closest_marker("django_db")
    asks = {"transactional_db", "live_server"} & set(getattr(item, "fixturenames", ()))
    return bool(asks or (mark and mark.kwargs.get("transaction")))


@pytest.fixture(scope="session")
def samples() -> Path:
    """The folder of real data, or a skip that says how to get it."""
    folder = os.environ.get("GROUNDSWELL_SAMPLES", "")
    if not folder:
        pytest.skip("Set GROUNDSWELL_SAMPLES to the folder that holds the sample data.")
    return Path(folder)


@pytest.fixture
def news(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets readers see what their own test wrote.

    On PostgreSQL a test inside one transaction never falls below the horizon. Races are tested
    with real commits and the real horizon, not with this.
    """
    from groundswell.activity import log

    for queries in (log.AFTER, log.NEWEST):
        text = queries["postgresql"]
        lifted = text.replace(HORIZON, "").replace(HORIZON.replace(" AND", " WHERE"), "")
        assert lifted != text
        monkeypatch.setitem(queries, "postgresql", lifted)


@pytest.fixture
def cast(db: None) -> Iterator[object]:
    from tests.cast import Cast

    yield Cast()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[object]:
    """A real server with an empty instance, to be started; see tests/servers.py."""
    from tests.servers import server_of

    with server_of(tmp_path) as served:
        yield served


@pytest.fixture(autouse=True)
def nobody_looked() -> None:
    """What other tests looked at in this process is no news: it would be written with one's own."""
    from groundswell.adoption.looks import noting

    noting._noted.clear()
