"""The tests themselves cannot reach the network."""

import os
import socket
import threading
from pathlib import Path

import pytest

from tests.support.fake_models import FakeEncoder
from tests.support.network import NetworkError

OUTSIDE = ("192.0.2.1", 443)  # an address that is reserved for documentation


def test_no_connection_leaves_this_machine() -> None:
    with socket.socket() as plain:
        plain.settimeout(1)
        for connect in (plain.connect, plain.connect_ex):
            with pytest.raises(NetworkError, match=r"192\.0\.2\.1"):
                connect(OUTSIDE)
    with pytest.raises(NetworkError):
        socket.create_connection(OUTSIDE, timeout=1)
    with socket.socket(socket.AF_INET6) as six, pytest.raises(NetworkError):
        six.connect(("2001:db8::1", 443, 0, 0))
    with socket.socket(type=socket.SOCK_DGRAM) as datagram, pytest.raises(NetworkError):
        datagram.sendto(b"x", OUTSIDE)


@pytest.mark.parametrize("host", ["huggingface.co", b"huggingface.co", "127.0.0.1.example"])
def test_no_name_is_looked_up(host: str | bytes) -> None:
    with pytest.raises(NetworkError):
        socket.getaddrinfo(host, 443)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_loopback_stays_open(host: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        accepting = threading.Thread(target=lambda: server.accept()[0].close())
        accepting.start()
        socket.create_connection((host, server.getsockname()[1]), timeout=5).close()
        accepting.join(5)
        assert not accepting.is_alive()


def test_unix_sockets_stay_open(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server, socket.socket(socket.AF_UNIX) as client:
        server.bind(str(tmp_path / "s"))
        server.listen()
        client.connect(str(tmp_path / "s"))


def test_hubs_are_switched_off() -> None:
    assert os.environ["HF_HUB_OFFLINE"] == "1"
    assert os.environ["GRADIO_ANALYTICS_ENABLED"] == "False"


def test_the_fake_encoder_can_be_computed_by_hand(encoder: FakeEncoder) -> None:
    lake, boat = encoder.place("lake"), encoder.place("boat")
    assert lake != boat
    (vector,) = encoder.encode(["The lake, the boats; lakes!"])
    assert vector[lake] == pytest.approx(2 / 5**0.5)
    assert vector[boat] == pytest.approx(1 / 5**0.5)
    assert encoder.texts == ["The lake, the boats; lakes!"]
