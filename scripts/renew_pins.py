"""Pin every package, direct and transitive, to the newest that fit together.

Run `uv run python scripts/renew_pins.py`, then the tests, then commit pyproject.toml. No lock file
is kept, because it would carry the addresses that packages were downloaded from.
"""

from __future__ import annotations

import re
import subprocess
import tempfile
import tomllib
from pathlib import Path

PROJECT = Path(__file__).parent.parent / "pyproject.toml"
PIN = re.compile(r'"(?P<name>[A-Za-z0-9._-]+)(?P<extras>\[[a-z,]+\])?==[^"]+"')
TABLE = re.compile(r"\n\[tool\.uv\]\n(?:.*\n)*?\]\n(?:.*\n)*?\]\n")


def main() -> None:
    """Resolve without pins, then write all pins anew."""
    text = PROJECT.read_text("utf-8")
    loose = TABLE.sub("\n", PIN.sub(r'"\g<name>\g<extras>"', text))
    locked = _locked(loose)
    build = _compiled(tomllib.loads(loose)["build-system"]["requires"])
    versions = {**build, **locked}
    text = PIN.sub(
        lambda pin: f'"{pin["name"]}{pin["extras"] or ""}=={versions[pin["name"]]}"', text
    )
    text = TABLE.sub("", text).rstrip("\n") + "\n" + _table(locked, build)
    PROJECT.write_text(text, "utf-8")


def _locked(project: str) -> dict[str, str]:
    """Versions of all packages of the project, the test tools included."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "pyproject.toml").write_text(project, "utf-8")
        subprocess.run(["uv", "lock", "--quiet", "--directory", folder], check=True)  # noqa: S603, S607
        lock = tomllib.loads(Path(folder, "uv.lock").read_text("utf-8"))
    packages = [package for package in lock["package"] if "registry" in package["source"]]
    return {package["name"]: package["version"] for package in packages}


def _compiled(requirements: list[str]) -> dict[str, str]:
    """Versions of what builds the project."""
    command = [
        "uv",
        "pip",
        "compile",
        "--quiet",
        "--universal",
        "--no-header",
        "--no-annotate",
        "-",
    ]
    asked = "\n".join(requirements)
    found = subprocess.run(command, input=asked, text=True, capture_output=True, check=True)  # noqa: S603
    pins = (line.split(";")[0].strip().split("==") for line in found.stdout.splitlines() if line)
    return dict(pins)


def _table(locked: dict[str, str], build: dict[str, str]) -> str:
    return (
        "\n[tool.uv]\n"
        f"constraint-dependencies = [\n{_lines(locked)}]\n"
        f"build-constraint-dependencies = [\n{_lines(build)}]\n"
    )


def _lines(versions: dict[str, str]) -> str:
    return "".join(f'    "{name}=={version}",\n' for name, version in sorted(versions.items()))


if __name__ == "__main__":
    main()
