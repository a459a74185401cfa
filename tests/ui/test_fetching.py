"""A page or a file by its address: only from hosts that were named, and from nowhere inside."""

import email
import gzip
import ipaddress
import json
import socket
import ssl
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from starlette.testclient import TestClient

from index import Index
from index.errors import UserError
from tests.support.fake_models import FakeEncoder
from tests.support.fakes import FakeAssistant
from tests.support.gates import Browser, gated, loops_closed, numbers
from tests.support.web_servers import Page, certified, moved, sends, web
from ui.web.access.audit import Audit
from ui.web.access.caller import Caller, put_caller
from ui.web.fetching.fetch import AT_ONCE, REDIRECTS, Fetched, Fetcher
from ui.web.fetching.hosts import LONGEST, Host, Target, check, leads_inside, named, read_host
from ui.web.fetching.kinds import media_type, name_of, page_archive
from ui.web.tabs.intake import Intake
from ui.web.tasks import StoppingError
from ui.web.workspace import Workspace

pytestmark = pytest.mark.filterwarnings(
    "ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"
)
ARTICLE = (
    b"<html><head><title>The ferry of Lindau</title></head><body><article><h1>The ferry of Lindau"
    b"</h1><p>The ferry of Lindau sank in 1856, on a calm night, as the harbour master wrote.</p>"
    b"<img src='/picture.png'><script src='/script.js'></script></article></body></html>"
)
HOSTS = [read_host("example.org"), read_host("*.example.com"), read_host("example.net:8080")]


def ignored(_: int) -> None:
    """How much has come."""


def at(port: int, **options: Any) -> Fetcher:
    """A fetcher from a server on this machine, whose operator named it so."""
    return Fetcher([Host("127.0.0.1", port)], **options)


def fetched(fetcher: Fetcher, address: str, folder: Path) -> Fetched:
    return fetcher.fetch(fetcher.check(address), folder, ignored)


# Which hosts


@pytest.mark.parametrize(
    ("text", "host"),
    [
        ("example.org", Host("example.org")),
        ("EXAMPLE.org.", Host("example.org")),
        ("*.example.org", Host("example.org", below=True)),
        ("example.org:8080", Host("example.org", 8080)),
        ("example.org:80", Host("example.org", 80)),
        ("example.org:443", Host("example.org", 443)),
        ("bücher.example", Host("xn--bcher-kva.example")),
        ("127.0.0.1:8000", Host("127.0.0.1", 8000)),
        ("localhost:8000", Host("localhost", 8000)),
        ("[::1]:8000", Host("::1", 8000)),
        ("[0:0::1]:80", Host("::1", 80)),
        ("93.184.216.34", Host("93.184.216.34")),
    ],
)
def test_a_host_as_the_operator_names_it(text: str, host: Host) -> None:
    assert read_host(text) == host
    assert read_host(str(host)) == host


@pytest.mark.parametrize(
    "text",
    [
        *("", "*", "*.", "*.org", "*.127.0.0.1", "**.example.org", "a*.example.org"),
        *("https://example.org", "example.org/news", "me@example.org", "exa mple.org"),
        *("example.org:0", "example.org:99999", "example.org:x", "-", ".example.org", "a..b"),
        *("example.org?x", "example.org#x", "exam\nple.org", "::1", "a" * 64 + ".org"),
        *("127.0.0.1", "localhost", "10.0.0.5", "169.254.169.254", "[::1]"),  # without a port
    ],
)
def test_what_is_no_host(text: str) -> None:
    if text == "-":
        assert read_host(text).name == "-"  # a name server may know it; it opens nothing else
        return
    with pytest.raises(UserError):
        read_host(text)


@pytest.mark.parametrize(
    ("address", "name", "port"),
    [
        ("https://example.org/a?b=c#d", "example.org", 443),
        ("  http://EXAMPLE.ORG./a  ", "example.org", 80),
        ("http://example.org:443/", "example.org", 443),
        ("https://news.example.com", "news.example.com", 443),
        ("https://a.b.example.com/", "a.b.example.com", 443),
        ("http://example.net:8080/", "example.net", 8080),
    ],
)
def test_what_may_be_fetched(address: str, name: str, port: int) -> None:
    target = check(address, HOSTS)
    assert (target.name, target.port, target.may_lie_inside) == (name, port, False)
    assert "#" not in str(target.url)


@pytest.mark.parametrize(
    "address",
    [
        *("", "example.org", "//example.org/", "ftp://example.org/", "file:///etc/passwd"),
        *("javascript:alert(1)", "data:text/html,x", "gopher://example.org/", "http:///etc"),
        # another host, or another port of one
        *("http://other.org/", "http://example.org.evil.com/", "http://evilexample.com/"),
        *("http://example.com/", "http://example.org:8080/", "http://example.net/"),
        *("http://example.org:22/", "https://example.org:99999/", "http://sub.example.org/"),
        # this machine, however it is written
        *("http://127.0.0.1/", "http://localhost/", "http://localhost./", "http://2130706433/"),
        *("http://0177.0.0.1/", "http://0x7f000001/", "http://0x7f.1/", "http://127.1/"),
        *("http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/", "http://0/"),
        *("http://１２７.0.0.1/", "http://127。0。0。1/", "http://169.254.169.254/latest/"),
        # a host in front of another
        *("http://example.org@127.0.0.1/", "http://example.org:80@127.0.0.1/"),
        *("http://example.org@example.org/", "http://@example.org/", "http://a:b@example.org/"),
        *("http://127.0.0.1\\@example.org/", "http://example.org\\@127.0.0.1/"),
        *("http://example.org%2f@127.0.0.1/", "http://127.0.0.1#@example.org/"),
        *("http://127.0.0.1?@example.org/", "http://exa%6dple.org/", "http://example.org%00.com/"),
        # headers in an address
        *("http://example.org/\r\nHost: evil", "http://example.org/a b", "http://example.org\t/"),
        *("http://example.org/\x00", "http://example.org/\u202e", "https://ⓔxample.org/"),
        "https://example.org/" + "a" * LONGEST,
    ],
)
def test_what_may_not(address: str) -> None:
    with pytest.raises(UserError):
        check(address, HOSTS)


def test_a_host_that_was_not_named_is_told_from_which_it_may_be() -> None:
    with pytest.raises(UserError, match=r"from other\.org here.*example\.org, \*\.example\.com"):
        check("https://other.org/", HOSTS)
    with pytest.raises(UserError, match="before the @"):
        check("https://me:secret@example.org/", HOSTS)
    assert named([]) == "none"


@pytest.mark.parametrize(
    ("ip", "inside"),
    [
        *((ip, False) for ip in ("93.184.216.34", "8.8.8.8", "2606:2800:220:1::1")),
        *((ip, True) for ip in ("127.0.0.1", "127.9.9.9", "10.1.2.3", "172.16.0.1", "192.168.1.1")),
        *((ip, True) for ip in ("169.254.169.254", "100.64.0.1", "0.0.0.0", "255.255.255.255")),
        *((ip, True) for ip in ("224.0.0.1", "240.0.0.1", "192.0.2.1", "198.18.0.1")),
        *((ip, True) for ip in ("::1", "::", "fe80::1", "fc00::1", "fd12::1", "ff02::1")),
        *((ip, True) for ip in ("fec0::1", "2001:db8::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1")),
        *((ip, True) for ip in ("::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe")),
        *((ip, True) for ip in ("2002:7f00:1::", "2002:a9fe:a9fe::1", "2001:0:4136:e378::1")),
        *((ip, False) for ip in ("64:ff9b::808:808", "2002:808:808::1")),
    ],
)
def test_what_leads_inside(ip: str, inside: bool) -> None:
    assert leads_inside(ipaddress.ip_address(ip)) is inside


# Where a name leads


@pytest.mark.parametrize(
    "addresses",
    [
        ["127.0.0.1"],
        ["169.254.169.254"],
        ["::1"],
        ["::ffff:10.0.0.1"],
        ["fe80::1%eth0"],
        ["93.184.216.34", "127.0.0.1"],  # one of several is enough
        ["64:ff9b::7f00:1"],
    ],
)
def test_a_name_that_leads_inside(addresses: list[str], tmp_path: Path) -> None:
    fetcher = Fetcher(HOSTS, find=lambda name, port: addresses)
    with pytest.raises(UserError, match="leads into this network"):
        fetched(fetcher, "http://example.org/", tmp_path)


def test_a_name_that_leads_nowhere(tmp_path: Path) -> None:
    def find(name: str, port: int) -> Sequence[str]:
        raise socket.gaierror("unknown")

    for look_up in (find, lambda name, port: [], lambda name, port: ["no address"]):
        with pytest.raises(UserError, match=r"There is no host example\.org"):
            fetched(Fetcher(HOSTS, find=look_up), "http://example.org/", tmp_path)


@pytest.mark.parametrize("name", ["localhost", "127.0.0.1"])
def test_what_was_named_with_its_port_may_lie_here(name: str, tmp_path: Path) -> None:
    with web({"/a": sends(ARTICLE)}) as server:
        fetcher = Fetcher([read_host(f"{name}:{server.server_port}")])
        address = f"http://{name}:{server.server_port}/a"
        assert fetched(fetcher, address, tmp_path).name == f"{name}/a.mhtml"
        with pytest.raises(UserError, match="Nothing is fetched from"):
            fetcher.check(f"http://{name}/a")


def test_localhost_is_no_other_computer(tmp_path: Path) -> None:
    fetcher = Fetcher([read_host("localhost:8000")], find=lambda name, port: ["10.0.0.1"])
    with pytest.raises(UserError, match="leads into this network"):
        fetched(fetcher, "http://localhost:8000/", tmp_path)


def public(monkeypatch: pytest.MonkeyPatch, *ips: str) -> None:
    """Take some addresses of this machine for public ones."""
    monkeypatch.setattr("ui.web.fetching.lookup.leads_inside", lambda ip: str(ip) not in ips)


def test_the_name_is_looked_up_once_and_the_address_is_that_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    public(monkeypatch, "127.0.0.2")
    with web({"/": sends(ARTICLE)}, "127.0.0.2") as outside:
        port = outside.server_port
        with web({"/": sends(b"<p>secret")}, "127.0.0.1", port) as inside:
            answers = iter([["127.0.0.2"], ["127.0.0.1"]])
            fetcher = Fetcher([Host("example.org", port)], find=lambda name, port: next(answers))
            file = fetched(fetcher, f"http://example.org:{port}/", tmp_path)
            assert b"secret" not in file.path.read_bytes()
            assert outside.asked[0][1]["host"] == f"example.org:{port}"
            assert inside.asked == [] and next(answers) == ["127.0.0.1"]


def test_a_name_that_changes_before_a_redirect(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    public(monkeypatch, "127.0.0.2")
    with web({"/": moved("/secret")}, "127.0.0.2") as outside:
        port = outside.server_port
        with web({"/secret": sends(b"<p>secret")}, "127.0.0.1", port) as inside:
            answers = iter([["127.0.0.2"], ["127.0.0.1"]])
            fetcher = Fetcher([Host("example.org", port)], find=lambda name, port: next(answers))
            with pytest.raises(UserError, match="leads into this network"):
                fetched(fetcher, f"http://example.org:{port}/", tmp_path)
            assert inside.asked == []


def test_the_next_address_where_the_first_does_not_answer(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    public(monkeypatch, "127.0.0.2", "127.0.0.3")
    with web({"/": sends(ARTICLE)}, "127.0.0.2") as server:
        port = server.server_port
        addresses = ["127.0.0.3", "127.0.0.2"]
        fetcher = Fetcher([Host("example.org", port)], find=lambda name, port: addresses)
        assert fetched(fetcher, f"http://example.org:{port}/", tmp_path).path.exists()
        addresses.pop()
        with pytest.raises(UserError, match="cannot be reached"):
            fetched(fetcher, f"http://example.org:{port}/", tmp_path)


def test_no_proxy_is_asked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with web({"/": sends(ARTICLE)}) as server, web({}) as proxy:
        for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY", "https_proxy"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{proxy.server_port}")
        port = server.server_port
        fetched(at(port), f"http://127.0.0.1:{port}/", tmp_path)
        assert proxy.asked == []


def test_the_certificate_is_that_of_the_name(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    public(monkeypatch, "127.0.0.2")
    certificate = certified(tmp_path / "certificate.pem", "example.org")
    trusting = ssl.create_default_context(cafile=certificate)
    with web({"/": sends(ARTICLE)}, "127.0.0.2", certificate=certificate) as server:
        port = server.server_port
        hosts = [Host(name, port) for name in ("example.org", "example.com")]

        def get(name: str, certificates: ssl.SSLContext | None) -> Fetched:
            fetcher = Fetcher(
                hosts, find=lambda name, port: ["127.0.0.2"], certificates=certificates
            )
            return fetched(fetcher, f"https://{name}:{port}/", tmp_path)

        assert get("example.org", trusting).name == "example.org/example.org.mhtml"
        with pytest.raises(UserError, match=r"example\.com does not show a certificate"):
            get("example.com", trusting)
        with pytest.raises(UserError, match=r"example\.org does not show a certificate"):
            get("example.org", None)  # nobody vouches for it


# What comes


@pytest.mark.parametrize(
    "place",
    [
        "http://169.254.169.254/latest/meta-data/",
        "http://localhost/",
        "http://[::1]/",
        "http://2130706433/",
        "//example.com/",
        "file:///etc/passwd",
        "http://127.0.0.1:1/",
        "https://me@127.0.0.1/",
        "https://127.0.0.1\\@example.org/",
        "ftp://127.0.0.1/",
    ],
)
def test_a_redirect_is_checked_as_the_first_address_was(place: str, tmp_path: Path) -> None:
    with web({"/": moved(place)}) as server:
        port = server.server_port
        with pytest.raises(UserError, match="sends on elsewhere"):
            fetched(at(port), f"http://127.0.0.1:{port}/", tmp_path)
        assert len(server.asked) == 1


@pytest.mark.parametrize("place", ["http://", "javascript:alert(1)", "http://[", "http://a:b/"])
def test_a_redirect_to_no_address_at_all(place: str, tmp_path: Path) -> None:
    with web({"/": moved(place)}) as server, pytest.raises(UserError):
        fetched(at(server.server_port), f"http://127.0.0.1:{server.server_port}/", tmp_path)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_followed(status: int, tmp_path: Path) -> None:
    pages: dict[str, Page] = {f"/{n}": moved(f"{n + 1}#x", status) for n in range(REDIRECTS)}
    pages[f"/{REDIRECTS}"] = sends(ARTICLE)
    with web(pages) as server:
        port = server.server_port
        file = fetched(at(port), f"http://127.0.0.1:{port}/0", tmp_path)
        assert file.name == f"127.0.0.1/{REDIRECTS}.mhtml"
        content = email.message_from_bytes(file.path.read_bytes())
        assert content["Snapshot-Content-Location"] == f"http://127.0.0.1:{port}/{REDIRECTS}"


def test_redirects_come_to_an_end(tmp_path: Path) -> None:
    with web({"/": moved("/", 301)}) as server:
        port = server.server_port
        with pytest.raises(UserError, match="sends from one address to the next"):
            fetched(at(port), f"http://127.0.0.1:{port}/", tmp_path)
        assert len(server.asked) == REDIRECTS + 1


def test_nothing_is_told_from_one_request_to_the_next(tmp_path: Path) -> None:
    pages = {
        "/": sends(b"", status=302, Location="/b", Set_Cookie="a=b"),
        "/b": sends(ARTICLE),
    }
    with web(pages) as server:
        port = server.server_port
        fetched(at(port), f"http://127.0.0.1:{port}/", tmp_path)
        assert [path for path, _ in server.asked] == ["/", "/b"]  # and no picture, no script
        for _, headers in server.asked:
            assert set(headers) <= {
                *("host", "user-agent", "accept", "accept-encoding", "connection")
            }
            assert headers["user-agent"].startswith("pincite/")


@pytest.mark.parametrize(
    ("status", "said"),
    [
        *((404, r"no such page"), (410, "no such page"), (401, "to everybody")),
        *((403, "to everybody"), (429, "cannot answer now"), (503, "cannot answer now")),
        *((204, "status 204"), (206, "status 206"), (304, "status 304"), (302, "status 302")),
    ],
)
def test_what_is_no_page_is_said_in_a_sentence(status: int, said: str, tmp_path: Path) -> None:
    with web({"/": sends(b"", status=status)}) as server:
        port = server.server_port
        with pytest.raises(UserError, match=said):
            fetched(at(port), f"http://127.0.0.1:{port}/", tmp_path)


def dripping(handler: Any) -> None:
    """A header that never ends."""
    for _ in range(200):
        handler.wfile.write(b"a")
        time.sleep(0.05)


def dripping_body(handler: Any) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "text/plain")
    handler.end_headers()
    dripping(handler)


def silent(handler: Any) -> None:
    time.sleep(5)


@pytest.mark.parametrize("page", [dripping, dripping_body, silent])
def test_a_slow_server_is_not_waited_for(page: Page, tmp_path: Path) -> None:
    with web({"/": page}) as server:
        port = server.server_port
        began = time.monotonic()
        with pytest.raises(UserError, match=r"took longer than 0\.4 seconds"):
            fetched(at(port, seconds=0.4), f"http://127.0.0.1:{port}/", tmp_path)
        assert time.monotonic() - began < 3


def test_a_slow_name_server_is_not_waited_for(tmp_path: Path) -> None:
    end = threading.Event()

    def find(name: str, port: int) -> Sequence[str]:
        end.wait(20)
        return ["127.0.0.1"]

    try:
        began = time.monotonic()
        with pytest.raises(UserError, match="took longer than"):
            fetched(Fetcher(HOSTS, find=find, seconds=0.3), "http://example.org/", tmp_path)
        assert time.monotonic() - began < 3
    finally:
        end.set()


def test_what_ends_the_page_ends_a_fetch(tmp_path: Path) -> None:
    def stop(_: int) -> None:
        raise StoppingError

    with web({"/": silent}) as server:
        port = server.server_port
        fetcher = at(port)
        began = time.monotonic()
        with pytest.raises(StoppingError):
            fetcher.fetch(fetcher.check(f"http://127.0.0.1:{port}/"), tmp_path, stop)
        assert time.monotonic() - began < 3


def test_what_is_too_large(tmp_path: Path) -> None:
    text = b"The ferry sailed. " * 100_000
    pages = {
        "/said": sends(b"x", "text/plain", Content_Length="99999999999999"),
        "/sent": sends(text, "text/plain"),
        "/packed": sends(gzip.compress(text), "text/plain", Content_Encoding="gzip"),
        "/bomb": sends(gzip.compress(b"\0" * 200_000_000), "text/plain", Content_Encoding="GZIP"),
    }
    with web(pages) as server:
        port = server.server_port
        for path in pages:
            told: list[int] = []
            fetcher = at(port, most=1_000_000)
            with pytest.raises(UserError, match="has more than 0 MB"):
                target = fetcher.check(f"http://127.0.0.1:{port}{path}")
                fetcher.fetch(target, tmp_path, told.append)
            assert max(told, default=0) <= 1_000_000 + 2**16  # no more was ever unpacked
        fetched(at(port, most=len(text)), f"http://127.0.0.1:{port}/packed", tmp_path)
        assert (tmp_path / "fetched.txt").read_bytes() == text


@pytest.mark.parametrize(
    ("body", "encoding"),
    [
        (b"no gzip at all", "gzip"),
        (gzip.compress(ARTICLE, mtime=0)[:-9], "gzip"),
        (b"x", "br"),
        (b"x", "zstd"),
        (b"x", "gzip, gzip"),
        (b"", "gzip"),
    ],
)
def test_what_is_packed_otherwise(body: bytes, encoding: str, tmp_path: Path) -> None:
    with web({"/": sends(body, Content_Encoding=encoding)}) as server:
        port = server.server_port
        with pytest.raises(UserError, match="packed in a way"):
            fetched(at(port), f"http://127.0.0.1:{port}/", tmp_path)


@pytest.mark.parametrize(
    "answer",
    [
        b"SSH-2.0-OpenSSH_9.6\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"X: " + b"a" * 200_000,
        b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\nContent-Type: text/plain\r\n\r\nshort",
        b"",
    ],
)
def test_what_is_no_web_server(answer: bytes, tmp_path: Path) -> None:
    with web({"/": lambda handler: handler.wfile.write(answer) and None}) as server:
        port = server.server_port
        with pytest.raises(UserError, match="does not answer as a web server does"):
            fetched(at(port), f"http://127.0.0.1:{port}/", tmp_path)


def test_few_are_fetched_at_once(tmp_path: Path) -> None:
    fetcher = Fetcher(HOSTS, find=lambda name, port: [])
    for _ in range(AT_ONCE):
        assert fetcher._room.acquire(blocking=False)
    with pytest.raises(UserError, match="Other addresses are being fetched"):
        fetched(fetcher, "http://example.org/", tmp_path)
    fetcher._room.release()
    for _ in range(AT_ONCE + 1):  # what fails lets the next one in
        with pytest.raises(UserError, match="There is no host"):
            fetched(fetcher, "http://example.org/", tmp_path)


# What it becomes


@pytest.mark.parametrize(
    ("path", "header", "name", "is_page"),
    [
        ("/", "text/html; charset=utf-8", "example.org/example.org.mhtml", True),
        ("/news/ferry", "TEXT/HTML", "example.org/ferry.mhtml", True),
        ("/news/ferry.php?id=4", "text/html", "example.org/ferry.mhtml", True),
        ("/ferry/", "application/xhtml+xml", "example.org/ferry.mhtml", True),
        ("/v2.0-notes", "text/html", "example.org/v2.0-notes.mhtml", True),
        ("/a.html", "application/octet-stream", "example.org/a.mhtml", True),
        ("/a.mhtml", "application/octet-stream", "example.org/a.mhtml", False),
        ("/a.mht", "multipart/related; boundary=x", "example.org/a.mht", False),
        ("/a.pdf", "application/pdf", "example.org/a.pdf", False),
        ("/a", "application/pdf", "example.org/a.pdf", False),
        ("/a.PDF", "application/octet-stream", "example.org/a.pdf", False),
        ("/a.docx", "", "example.org/a.docx", False),
        ("/a.jpeg", "image/jpeg", "example.org/a.jpeg", False),
        ("/README.md", "text/plain", "example.org/README.md", False),
        ("/README", "text/plain", "example.org/README.txt", False),
        ("/a.exe", "text/plain", "example.org/a.txt", False),
        ("/a%20b.csv", "text/csv", "example.org/a b.csv", False),
        ("/..%2f..%2fetc%2fpasswd", "text/plain", "example.org/passwd.txt", False),
        ("/%2e%2e", "text/plain", "example.org/document.txt", False),
        ("/a%00%0a%3c.txt", "text/plain", "example.org/a___.txt", False),
        ("/.pdf", "application/pdf", "example.org/document.pdf", False),
    ],
)
def test_a_name_has_the_extension_of_its_kind(
    path: str, header: str, name: str, is_page: bool
) -> None:
    target = check(f"https://example.org{path}", HOSTS)
    assert name_of(target, media_type(header)) == (name, is_page)


@pytest.mark.parametrize(
    ("path", "header"),
    [
        *(("/a.svg", "image/svg+xml"), ("/a.mp4", "video/mp4"), ("/a.pdf", "text/css")),
        *(("/a.js", "application/javascript"), ("/a", ""), ("/a.exe", "application/octet-stream")),
        *(
            ("/a.zip", "application/zip"),
            ("/a", "<script>alert(1)</script>"),
            ("/a.xml", "text/xml"),
        ),
    ],
)
def test_what_is_not_read_is_not_taken(path: str, header: str) -> None:
    with pytest.raises(UserError, match="not read here") as told:
        name_of(check(f"https://example.org{path}", HOSTS), media_type(header))
    assert "<" not in str(told.value)


@pytest.mark.parametrize(
    ("header", "charset"),
    [
        ("text/html; charset=windows-1251", "cp1251"),
        ("text/html; CHARSET='UTF-8'", "utf-8"),
        ("text/html", None),
        ("text/html; charset=no-such-thing", None),
        ("text/html; charset=\x00", None),
    ],
)
def test_a_page_keeps_its_bytes_its_address_and_its_encoding(
    header: str, charset: str | None
) -> None:
    address = "https://example.org/a,b;c?d=" + "e,%20;" * 300
    archive = page_archive(ARTICLE, address, header)
    assert archive == page_archive(ARTICLE, address, header)  # so that it is known again
    read = email.message_from_bytes(archive)
    (page,) = read.get_payload()
    assert isinstance(page, email.message.Message)
    assert page.get_payload(decode=True) == ARTICLE
    assert read["Snapshot-Content-Location"] == page["Content-Location"] == address
    assert page.get_param("charset") == charset


# On the page


@pytest.fixture(scope="module")
def page(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[TestClient, Workspace, dict[str, Page], int, Path]]:
    folder = tmp_path_factory.mktemp("fetching")
    pages: dict[str, Page] = {
        "/ferry": sends(ARTICLE),
        "/boat.txt": sends(b"A boat.", "text/plain"),
    }
    with loops_closed(), pytest.MonkeyPatch.context() as patch, web(pages) as server:
        patch.setenv("GRADIO_TEMP_DIR", str(folder / "incoming"))
        with Index.open(folder / "index", encoder=FakeEncoder()) as index:
            options = {"fetcher": at(server.server_port), "audit": Audit(index.folder)}
            with gated(index, folder / "incoming", **options) as (client, workspace):
                yield client, workspace, pages, server.server_port, folder


def test_an_address_becomes_a_document_that_knows_it(
    page: tuple[TestClient, Workspace, dict[str, Page], int, Path],
) -> None:
    client, workspace, _, port, folder = page
    fetch = numbers(client)["fetch"]
    address = f"http://127.0.0.1:{port}/ferry"
    told = Browser(client, "fetch1").call(fetch, [address])
    cleared, html = told["output"]["data"]
    assert cleared == "" and "1 document added" in html
    (entry,) = workspace.library.entries()
    document = workspace.library.document(entry.listed.id)
    assert document.url == address and document.title == "The ferry of Lindau"
    assert "sank in 1856" in document.text
    assert (workspace.library.uploads / "127.0.0.1" / "ferry.mhtml").exists()
    assert list((folder / "incoming").iterdir()) == []
    lines = map(json.loads, (folder / "index" / "audit.jsonl").read_text().splitlines())
    assert [(line["action"], line["what"]) for line in lines] == [("fetch", address)]
    # once more, and nothing is new
    again = Browser(client, "fetch2").call(fetch, [address])
    assert "Nothing new was added" in again["output"]["data"][1]
    assert len(workspace.library.entries()) == 1


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("http://127.0.0.1:{port}/nothing", "no such page"),
        ("http://169.254.169.254/", "Nothing is fetched from 169.254.169.254 here"),
        ("<img src=x onerror=alert(1)>", "no address of a page"),
        ("http://<img>/", "from %3cimg%3e here"),
        ("", "no address of a page"),
    ],
)
def test_what_cannot_be_fetched_is_said_in_a_sentence(
    page: tuple[TestClient, Workspace, dict[str, Page], int, Path], address: str, said: str
) -> None:
    client, workspace, _, port, _ = page
    before = workspace.library.entries()
    browser = Browser(client, f"bad{abs(hash(address))}")
    told = browser.call(numbers(client)["fetch"], [address.format(port=port)])
    html = told["output"]["data"][1]
    assert said in html and "<img" not in html
    assert workspace.library.entries() == before


def test_strangers_send_what_they_like(
    page: tuple[TestClient, Workspace, dict[str, Page], int, Path],
) -> None:
    client, *_ = page
    fetch = numbers(client)["fetch"]
    browser = Browser(client, "odd1")
    for data in ([["a"]], [{"path": "/etc/passwd"}], [1], [], ["a", "b"], ["a" * (LONGEST + 1)]):
        assert browser.call(fetch, data) == 422
    asked = {"data": ["http://127.0.0.1/"], "fn_index": fetch, "session_hash": "odd2"}
    assert client.post("/gradio_api/queue/join", json=asked).status_code == 403
    assert client.post("/gradio_api/call/fetch", json={"data": ["x"]}).status_code == 404


def request_of(role: Any) -> Any:
    scope: dict[str, Any] = {}
    put_caller(scope, Caller("ada", role, "127.0.0.1", "v"))
    return SimpleNamespace(request=SimpleNamespace(scope=scope))


def refused(*arguments: Any, **options: Any) -> Any:
    raise AssertionError("a socket was opened")


def test_by_default_there_is_no_field_and_no_socket(
    tiny_index: Index, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with loops_closed(), gated(tiny_index, tmp_path / "incoming") as (client, workspace):
        assert "fetch" not in numbers(client)
        assert "address of a page" not in client.get("/config").text
    monkeypatch.setattr(socket, "socket", refused)
    monkeypatch.setattr(socket, "getaddrinfo", refused)
    (told,) = Intake(workspace).fetch("http://example.org/", request_of("edit"))
    assert "Nothing is fetched here" in told[1]


@pytest.mark.parametrize("role", ["read", "ask"])
def test_only_editors_fetch(tiny_index: Index, role: str, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = Workspace(tiny_index, FakeAssistant, fetcher=Fetcher(HOSTS, find=refused))
    (told,) = Intake(workspace).fetch("http://example.org/", request_of(role))
    assert "Nothing is fetched here" in told[1]


def test_an_address_is_kept_without_what_may_be_secret(tiny_index: Index, tmp_path: Path) -> None:
    workspace = Workspace(
        tiny_index,
        FakeAssistant,
        audit=Audit(tmp_path),
        fetcher=Fetcher(HOSTS, find=lambda name, port: []),
    )
    list(Intake(workspace).fetch("http://example.org/a?token=geheim", request_of("edit")))
    (line,) = (tmp_path / "audit.jsonl").read_text().splitlines()
    assert "geheim" not in line and "http://example.org/a" in line and '"ada"' in line


def test_a_target_says_which_host_is_meant() -> None:
    import httpx

    url = httpx.URL("http://example.org/")
    assert Target(url, "example.org", 80).host == "example.org"
    assert Target(url, "example.org", 8080).host == "example.org:8080"
    assert Target(url, "::1", 8080).host == "[::1]:8080"
