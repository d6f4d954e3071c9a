"""The page is committed as it was built, so the build must belong to the sources beside it."""

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "scripts" / "web-is-current"
WEB = ROOT / "workspace" / "web"


def ask(script: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, str(script)], capture_output=True, text=True, check=False)


def copy_of_the_page(place: Path) -> Path:
    """The script and the page in a folder of their own, where they may be changed."""
    script = place / "scripts" / SCRIPT.name
    script.parent.mkdir()
    shutil.copy(SCRIPT, script)
    shutil.copytree(WEB, place / "workspace" / "web", ignore=shutil.ignore_patterns("node_modules"))
    return script


def test_the_built_page_is_current() -> None:
    answer = ask(SCRIPT)

    assert (answer.returncode, answer.stderr) == (0, "")


def test_a_changed_source_makes_the_build_old(tmp_path: Path) -> None:
    script = copy_of_the_page(tmp_path)
    with (tmp_path / "workspace" / "web" / "src" / "main.tsx").open("a") as source:
        source.write("// one more line\n")

    answer = ask(script)

    assert answer.returncode == 1
    assert "npm run build" in answer.stderr


def test_a_new_source_makes_the_build_old(tmp_path: Path) -> None:
    script = copy_of_the_page(tmp_path)
    (tmp_path / "workspace" / "web" / "src" / "another.ts").write_text("export {};\n")

    assert ask(script).returncode == 1


def test_a_build_that_was_changed_by_hand_is_noticed(tmp_path: Path) -> None:
    script = copy_of_the_page(tmp_path)
    with (tmp_path / "workspace" / "web" / "dist" / "index.html").open("a") as page:
        page.write("<!-- mended by hand -->\n")

    assert ask(script).returncode == 1


def test_a_page_that_was_never_built_is_said_to_be_so(tmp_path: Path) -> None:
    script = copy_of_the_page(tmp_path)
    (tmp_path / "workspace" / "web" / "dist" / "source-hash.txt").unlink()

    answer = ask(script)

    assert answer.returncode == 1
    assert "has not been built" in answer.stderr


def test_the_built_page_asks_nothing_of_other_machines() -> None:
    page = (WEB / "dist" / "index.html").read_text(encoding="utf-8")
    styles = "".join(file.read_text(encoding="utf-8") for file in (WEB / "dist").rglob("*.css"))

    assert 'src="http' not in page
    assert 'href="http' not in page
    assert "url(http" not in styles
    assert "@import" not in styles
