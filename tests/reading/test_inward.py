"""Fetching cannot be turned inward: addresses of this machine and network are refused, however they are written."""

import socket
from ipaddress import ip_address

import pytest
from tests.reading.server import HTML

from tachograph.core.errors import SourceError
from tachograph.reading.web import Patience, fetch
from tachograph.reading.web.addresses import is_public

HASTE = Patience(connect=0.5, silence=0.5, whole=2, tries=1, pause=0, redirects=3)
PAGE = b"<html><body><p>BYD sold 480,186 cars in November, down 5.25 percent.</p></body></html>"
PUBLIC = "93.184.215.14"


@pytest.fixture(autouse=True)
def guarded(monkeypatch):
    monkeypatch.delenv("TACHOGRAPH_PRIVATE_ADDRESSES")
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def names(monkeypatch):
    """A resolver with the names of a test; a list gives one answer after the other. Where it connects is kept."""
    known, connected = {}, []
    resolve, connect = socket.getaddrinfo, socket.create_connection

    def getaddrinfo(host, port, *args, **kwargs):
        found = known.get(host, host)
        found = found.pop(0) if isinstance(found, list) else found
        addresses = found if isinstance(found, tuple) else (found,)
        return [entry for address in addresses for entry in resolve(address, port, *args, **kwargs)]

    def create_connection(address, *args, **kwargs):
        connected.append(address[0])
        if address[0] == PUBLIC:  # which the server of the test stands for
            address = ("127.0.0.1", address[1])
        return connect(address, *args, **kwargs)

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    monkeypatch.setattr(socket, "create_connection", create_connection)
    return known, connected


def refusal(url):
    with pytest.raises(SourceError) as caught:
        fetch(url, HASTE)
    return str(caught.value).removeprefix(f"{url}: ")


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.8.9.10",
        "0.0.0.0",
        "10.0.0.1",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "100.100.100.200",
        "168.63.129.16",
        "192.0.0.192",
        "192.0.2.1",
        "198.18.0.1",
        "224.0.0.1",
        "239.255.255.250",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "fe80::1",
        "fc00::1",
        "fd00:ec2::254",
        "fec0::1",
        "ff02::1",
        "2001:db8::1",
        "3fff::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::127.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b::169.254.169.254",
        "64:ff9b:1::1",
        "2002:7f00:1::",
        "2002:a9fe:a9fe::1",
        "2001:0:7f00:1::1",
    ],
)
def test_addresses_that_are_not_anybody_s(address):
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("address", [PUBLIC, "1.1.1.1", "2606:4700::1111", "::ffff:1.1.1.1", "64:ff9b::1.1.1.1"])
def test_addresses_that_are(address):
    assert is_public(ip_address(address))


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "[::1]", "2130706433", "0x7f000001", "0177.0.0.1", "127.1", "[::ffff:127.0.0.1]"]
)
def test_this_machine_is_refused_however_it_is_written(server, host):
    server.answers["/a"] = (200, HTML, PAGE)
    refused = refusal(f"http://{host}:{server.server_port}/a")
    assert "leads into this machine or network (" in refused or "cannot connect" in refused or "is not, or" in refused
    assert server.requests == []


def test_the_refusal_says_how_to_allow_it(server):
    line = "leads into this machine or network (127.0.0.1); set TACHOGRAPH_PRIVATE_ADDRESSES=allow if you trust it"
    assert refusal(f"{server.url}/a").startswith(line)


def test_it_is_allowed_by_a_parameter_and_by_the_environment(server, monkeypatch):
    server.answers["/a"] = (200, HTML, PAGE)
    assert fetch(f"{server.url}/a", HASTE, private=True).data == PAGE
    monkeypatch.setenv("TACHOGRAPH_PRIVATE_ADDRESSES", "allow")
    assert fetch(f"{server.url}/a", HASTE).data == PAGE
    with pytest.raises(SourceError):
        fetch(f"{server.url}/a", HASTE, private=False)


def test_a_public_name_is_fetched_from_the_address_that_was_checked(server, names):
    known, connected = names
    known["news.example"] = PUBLIC
    server.answers["/a"] = (200, HTML, PAGE)
    assert fetch(f"http://news.example:{server.server_port}/a", HASTE).data == PAGE
    assert set(connected) == {PUBLIC}
    assert server.requests[0][1]["Host"] == f"news.example:{server.server_port}"


@pytest.mark.parametrize("target", ["http://127.0.0.1:{port}/b", "http://inner.example:{port}/b", "//[::1]:{port}/b"])
def test_a_redirect_inward_is_refused(server, names, target):
    known, connected = names
    known.update({"news.example": PUBLIC, "inner.example": "10.1.2.3"})
    server.answers["/a"] = (302, {"Location": target.format(port=server.server_port)})
    server.answers["/b"] = (200, HTML, PAGE)
    assert "leads into this machine or network" in refusal(f"http://news.example:{server.server_port}/a")
    assert [path for path, _ in server.requests] == ["/a"]
    assert set(connected) == {PUBLIC}


def test_a_robots_txt_that_redirects_inward_is_not_followed(server, names):
    known, connected = names
    known["news.example"] = PUBLIC
    server.answers["/robots.txt"] = (302, {"Location": f"http://127.0.0.1:{server.server_port}/rules"})
    assert "leads into this machine or network" in refusal(f"http://news.example:{server.server_port}/a")
    assert set(connected) == {PUBLIC}


def test_a_name_that_changes_its_address_cannot_lead_inward(server, names):
    """DNS rebinding: whatever the name says next, the connection goes to the address that was checked."""
    known, connected = names
    known["news.example"] = [PUBLIC, "127.0.0.1", "127.0.0.1", "127.0.0.1"]
    server.answers["/a"] = (200, HTML, PAGE)
    assert "leads into this machine or network (127.0.0.1)" in refusal(f"http://news.example:{server.server_port}/a")
    assert connected == [PUBLIC]
    assert server.requests == []


def test_a_name_with_one_inward_address_among_its_own_is_refused(server, names):
    known, connected = names
    known["news.example"] = (PUBLIC, "192.168.0.7")
    assert "leads into this machine or network (192.168.0.7)" in refusal(f"http://news.example:{server.server_port}/a")
    assert connected == []


def test_behind_a_proxy_the_name_is_checked_as_well(server, names, monkeypatch):
    known, _ = names
    known["inner.example"] = "10.1.2.3"
    monkeypatch.setenv("http_proxy", server.url)
    assert "leads into this machine or network (10.1.2.3)" in refusal("http://inner.example/a")
    assert "leads into this machine or network (169.254.169.254)" in refusal("http://169.254.169.254/latest/meta-data/")
    known["news.example"] = PUBLIC
    server.answers["http://news.example/robots.txt"] = (404, {})
    server.answers["http://news.example/a"] = (200, HTML, PAGE)
    assert fetch("http://news.example/a", HASTE).data == PAGE
