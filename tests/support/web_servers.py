"""Web servers on loopback that send what a test tells them, each at an address of its own."""

import datetime
import ipaddress
import ssl
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from tests.support.servers import running

Page = Callable[[BaseHTTPRequestHandler], None]


class WebServer(ThreadingHTTPServer):
    """Keeps the headers of each request beside its path."""

    daemon_threads = True

    def __init__(self, pages: Mapping[str, Page], host: str, port: int) -> None:
        super().__init__((host, port), _Handler)
        self.pages = pages
        self.asked: list[tuple[str, dict[str, str]]] = []

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up is no error here."""


class _Handler(BaseHTTPRequestHandler):
    server: WebServer

    def do_GET(self) -> None:
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.server.asked.append((self.path, headers))
        page = self.server.pages.get(self.path)
        if page is None:
            self.send_error(404)
        else:
            page(self)

    def log_message(self, format: str, *args: object) -> None:
        """Be quiet."""


def sends(body: bytes, kind: str = "text/html", status: int = 200, **headers: str) -> Page:
    """A page that is the same each time."""

    def page(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        if kind:
            handler.send_header("Content-Type", kind)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body)

    return page


def moved(place: str, status: int = 302) -> Page:
    return sends(b"", status=status, Location=place)


@contextmanager
def web(
    pages: Mapping[str, Page],
    host: str = "127.0.0.1",
    port: int = 0,
    certificate: Path | None = None,
) -> Iterator[WebServer]:
    """A server of pages by their paths; with a certificate, of HTTPS."""
    server = WebServer(pages, host, port)
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(
            server.socket, server_side=True, do_handshake_on_connect=False
        )
    with running(server):
        yield server


def certified(path: Path, *names: str) -> Path:
    """A certificate that its own key has signed, with that key, for some hosts."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "a test")])
    now = datetime.datetime.now(datetime.UTC)
    hosts: list[x509.GeneralName] = [x509.DNSName(each) for each in names]
    hosts.append(x509.IPAddress(ipaddress.ip_address("127.0.0.9")))
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName(hosts), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    form = serialization.Encoding.PEM
    private = key.private_bytes(
        form, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(private + made.public_bytes(form))
    return path
