"""Pictures of every page: ``python scripts/screenshots.py OUT`` (needs chromium and the development group).

Starts a server of its own over a ledger with the examples, checks the example, and writes OUT/PAGE-{light,dark,phone,zh}.png.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Page, sync_playwright

LOOKS: dict[str, dict[str, object]] = {
    "light": {"viewport": {"width": 1360, "height": 900}, "color_scheme": "light"},
    "dark": {"viewport": {"width": 1360, "height": 900}, "color_scheme": "dark"},
    "phone": {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2, "color_scheme": "light"},
    "zh": {"viewport": {"width": 1360, "height": 900}, "locale": "zh-CN"},
}
PLAIN = {"rules": "/rules", "definitions": "/definitions", "names": "/definitions/names", "programs": "/programs"}
LEDGER = {
    "board": "/board?period=2026-01",
    "leader": "/leader?period=2026-01",
    "report": "/report?period=2026-01",
    "targets": "/targets",
    "forecasts": "/forecasts",
    "forecast": "/forecasts?of=nio",
    "ask": "/ask",
    "asked": "/ask?q=Is+Xiaomi+on+track+for+550,000%3F",
    "market": "/market?period=2026-01",
    "makers": "/makers",
    "maker": "/makers?name=NIO",
    "cell": "/cell?is=hima:deliveries:2026-01",
    "promises": "/promises",
    "conflicts": "/conflicts?size=5",
    "sources": "/sources",
}
RUN = "from tachograph.surfaces.cli import main; main()"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def main(target: Path) -> None:
    """Write all pictures."""
    target.mkdir(parents=True, exist_ok=True)
    with served() as origin, sync_playwright() as playwright:
        found = next(path for name in BROWSERS if (path := shutil.which(name)))
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        for look, options in LOOKS.items():
            for name in _shots(browser, origin, look, options, target):
                print(target / name)
        browser.close()


@contextmanager
def served() -> Iterator[str]:
    """A server on a free port; its origin."""
    with TemporaryDirectory() as folder:
        ledger = ["--ledger", f"{folder}/ledger.duckdb"]
        subprocess.run([sys.executable, "-c", RUN, "add", "examples", *ledger], stdout=subprocess.DEVNULL, check=False)  # noqa: S603 - status 1: a contradiction
        command = [sys.executable, "-c", RUN, "serve", "--port", "0", "--workers", "1", "--rates", "0", *ledger]
        with _started(command) as origin:
            yield origin


@contextmanager
def _started(command: Sequence[str]) -> Iterator[str]:
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:  # noqa: S603
        assert server.stderr is not None
        line = server.stderr.readline()
        try:
            yield line.split(" at ")[1].split("/ ")[0]
        finally:
            server.terminate()


def _shots(browser: Browser, origin: str, look: str, options: dict[str, object], target: Path) -> Iterator[str]:
    page = browser.new_context(**options).new_page()  # type: ignore[arg-type]
    page.goto(origin)
    yield _shot(page, f"start-{look}", target)
    page.click(".example button")
    page.wait_for_url("**/check/*")
    yield _shot(page, f"result-{look}", target, whole=True)
    page.click(".workings >> nth=0")
    if page.is_visible(".switch"):
        page.click(".switch")
    yield _shot(page, f"mended-{look}", target)
    page.click(".menu:not(.share) > summary")
    yield _shot(page, f"menu-{look}", target)
    for name, path in PLAIN.items():
        page.goto(origin + path)
        yield _shot(page, f"{name}-{look}", target)
    page.set_default_timeout(120_000)  # the first to ask for an analysis waits for it
    for name, path in LEDGER.items():
        page.goto(origin + path)
        page.wait_for_selector("main:not(:has(.pending))")
        yield _shot(page, f"{name}-{look}", target, whole=True)
    page.goto(f"{origin}/cell?is=hima:deliveries:2026-01")
    page.click(".said .claim >> nth=0")
    yield _shot(page, f"claim-{look}", target)
    page.goto(f"{origin}/check/none")
    yield _shot(page, f"gone-{look}", target)
    page.context.close()


def _shot(page: Page, name: str, target: Path, *, whole: bool = False) -> str:
    page.wait_for_load_state("networkidle")
    page.screenshot(path=target / f"{name}.png", full_page=whole)
    return f"{name}.png"


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "out/pages"))
