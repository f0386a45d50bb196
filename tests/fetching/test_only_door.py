"""One room opens connections to the outside: the syntax of every other one is read for it."""

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NETWORK = {
    "aiohttp",
    "ftplib",
    "http.client",
    "httpcore",
    "httpx",
    "imaplib",
    "poplib",
    "requests",
    "smtplib",
    "socket",
    "socketserver",
    "ssl",
    "telnetlib",
    "urllib.request",
    "urllib3",
    "xmlrpc",
}
# What starts the program looks whether its own web server answers; it fetches no address from outside.
OWN_SERVER = {"annotator/serve.py"}


def imported(path: Path) -> set[str]:
    """Every module a file imports, and every name taken from one, dotted."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def is_network(module: str) -> bool:
    return any(module == name or module.startswith(f"{name}.") for name in NETWORK)


def test_only_the_fetching_room_opens_connections() -> None:
    offenders = []
    for package in ("claims", "annotator"):
        for path in sorted((ROOT / package).rglob("*.py")):
            name = path.relative_to(ROOT).as_posix()
            if name.startswith("claims/fetching/") or name in OWN_SERVER:
                continue
            offenders += [f"{name} imports {module}" for module in sorted(imported(path)) if is_network(module)]
    assert not offenders


def test_the_extractor_is_never_asked_to_fetch() -> None:
    offenders = [
        path.relative_to(ROOT).as_posix()
        for package in ("claims", "annotator")
        for path in sorted((ROOT / package).rglob("*.py"))
        if {"trafilatura.fetch_url", "trafilatura.downloads"} & imported(path)
        or "fetch_url(" in path.read_text(encoding="utf-8")
    ]
    assert not offenders
