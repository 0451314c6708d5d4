"""Templates that are compiled once, and again when they or their environment changed."""

from __future__ import annotations

import jinja2
import pytest

from groundswell.foundation.compiled import Compiled


@pytest.fixture
def module(tmp_path):
    """What makes the environment; its templates lie beside it."""
    (tmp_path / "hello.jinja").write_text("Hello {{ name }}")
    (tmp_path / "module.py").write_text("trim_blocks = True")
    return tmp_path / "module.py"


def said(module):
    """What the template says in a process that has just begun."""
    folder = str(module.parent)
    jinja = jinja2.Environment(
        loader=jinja2.FileSystemLoader(folder), bytecode_cache=Compiled(str(module))
    )
    return jinja.get_template("hello.jinja").render(name="Mira")


def compiled(module):
    return {path.name: path.stat().st_ino for path in module.parent.glob("__pycache__/*.cache")}


def test_a_template_is_compiled_once(module):
    assert said(module) == "Hello Mira"
    (kept,) = compiled(module).items()

    assert said(module) == "Hello Mira"
    assert compiled(module) == dict([kept])


def test_a_changed_template_is_compiled_again(module):
    said(module)
    (module.parent / "hello.jinja").write_text("Good morning {{ name }}")

    assert said(module) == "Good morning Mira"


def test_a_changed_environment_compiles_all_again(module):
    said(module)
    module.write_text("trim_blocks = False")
    said(module)

    assert len(compiled(module)) == 2


def test_where_nobody_may_write_nothing_is_kept(module):
    # In the way of everybody: a folder that may not be written would not stop root.
    (module.parent / "__pycache__").symlink_to(module.parent / "nowhere")

    assert said(module) == "Hello Mira"
