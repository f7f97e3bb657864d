"""The environment, read once into one frozen, typed object.

Nothing else in Myosotis reads environment variables. Nonsense is refused aloud, with the name of the
variable, what was wrong and what would work; a value that could be a secret is never repeated.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit


class BadSetting(SystemExit):
    """A setting makes no sense; starting anyway could lose or leak something."""

    def __init__(self, name: str, problem: str) -> None:
        super().__init__(f"{name}: {problem}")


@dataclass(frozen=True, slots=True, repr=False)
class Smtp:
    """Where outgoing mail is handed over."""

    host: str
    port: int
    user: str
    password: str
    tls: str  # "none", "starttls" or "tls"


@dataclass(frozen=True, slots=True, repr=False)
class Database:
    """A PostgreSQL server; without one, SQLite in the data folder is used."""

    name: str
    user: str
    password: str
    host: str
    port: str


@dataclass(frozen=True, slots=True, repr=False)
class Environment:
    """Everything Myosotis takes from outside. `docs/operate/settings.md` explains each."""

    home: Path
    data: Path
    root_key_file: Path
    start_passphrase_file: Path | None
    port: int
    url: str
    trusted_proxies: tuple[IPv4Network | IPv6Network, ...]
    database: Database | None
    smtp: Smtp | None
    mail_from: str
    debug: bool
    decode_without_network_isolation: bool

    @property
    def host(self) -> str:
        return urlsplit(self.url).hostname or "127.0.0.1"

    @property
    def only_here(self) -> bool:
        """Whether the address leads no further than this machine."""
        return re.fullmatch(r"localhost|::1|127(\.\d+){3}", self.host) is not None

    @property
    def https(self) -> bool:
        return self.url.startswith("https://")


#: Every variable Myosotis reads. A house test holds this list against the documentation.
NAMES = (
    "MYOSOTIS_HOME",
    "MYOSOTIS_ROOT_KEY_FILE",
    "MYOSOTIS_START_PASSPHRASE_FILE",
    "MYOSOTIS_PORT",
    "MYOSOTIS_URL",
    "MYOSOTIS_TRUSTED_PROXY",
    "DATABASE_URL",
    "MYOSOTIS_SMTP",
    "MYOSOTIS_MAIL_FROM",
    "MYOSOTIS_DEBUG",
    "MYOSOTIS_DECODE_WITHOUT_NETWORK_ISOLATION",
)


def read_environment(env: Mapping[str, str]) -> Environment:
    """Build the `Environment` from variables such as `os.environ`; raise `BadSetting` for nonsense."""
    unknown = sorted(n for n in env if n.startswith("MYOSOTIS_") and n not in NAMES)
    if unknown:
        raise BadSetting(unknown[0], "Myosotis does not know this setting. Is it misspelt?")
    home = Path(env.get("MYOSOTIS_HOME") or Path.home() / "Myosotis").expanduser().absolute()
    data = home / "data"
    root_key = Path(env.get("MYOSOTIS_ROOT_KEY_FILE") or home / "key" / "root.key").expanduser().absolute()
    if root_key.resolve().is_relative_to(data.resolve()):
        raise BadSetting("MYOSOTIS_ROOT_KEY_FILE", "the root key must lie outside the data folder.")
    port = _port(env.get("MYOSOTIS_PORT", "8000"))
    passphrase = env.get("MYOSOTIS_START_PASSPHRASE_FILE")
    return Environment(
        home=home,
        data=data,
        root_key_file=root_key,
        start_passphrase_file=Path(passphrase).expanduser() if passphrase else None,
        port=port,
        url=_url(env.get("MYOSOTIS_URL") or f"http://127.0.0.1:{port}"),
        trusted_proxies=_proxies(env.get("MYOSOTIS_TRUSTED_PROXY", "")),
        database=_database(env.get("DATABASE_URL")),
        smtp=_smtp(env.get("MYOSOTIS_SMTP")),
        mail_from=env.get("MYOSOTIS_MAIL_FROM", "myosotis@localhost"),
        debug=_yes("MYOSOTIS_DEBUG", env),
        decode_without_network_isolation=_yes("MYOSOTIS_DECODE_WITHOUT_NETWORK_ISOLATION", env),
    )


@cache
def environment() -> Environment:
    """The environment of this process, read at the first call and kept."""
    return read_environment(os.environ)


def lend_home() -> Path | None:
    """A throw-away home for the demonstration, unless MYOSOTIS_HOME names one; call it before `environment`.

    Whatever would lead to a real database, key or mail server is forgotten in this process either way.
    """
    for name in ("DATABASE_URL", "MYOSOTIS_ROOT_KEY_FILE", "MYOSOTIS_START_PASSPHRASE_FILE", "MYOSOTIS_SMTP"):
        os.environ.pop(name, None)
    if os.environ.get("MYOSOTIS_HOME"):
        return None
    home = tempfile.mkdtemp(prefix="myosotis-demo-")
    os.environ["MYOSOTIS_HOME"] = home
    return Path(home)


def _yes(name: str, env: Mapping[str, str]) -> bool:
    value = env.get(name, "")
    if value in ("", "0"):
        return False
    if value == "1":
        return True
    raise BadSetting(name, "say 1 for yes, or 0 or nothing for no.")


def _port(value: str) -> int:
    if not value.isascii() or not value.isdigit() or not 1 <= int(value) <= 65535:
        raise BadSetting("MYOSOTIS_PORT", "say a number between 1 and 65535.")
    return int(value)


_USUAL_PORTS = {"http": 80, "https": 443}


def _url(value: str) -> str:
    """The address as browsers write it in an Origin header: in small letters, without the usual port."""
    bad = BadSetting("MYOSOTIS_URL", "say it as https://name.example, without a path.")
    try:
        parts = urlsplit(value)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise bad from None
    if parts.scheme not in _USUAL_PORTS or not host or parts.path.strip("/") or parts.query or parts.fragment:
        raise bad
    if parts.username is not None:
        raise BadSetting("MYOSOTIS_URL", "it holds a name or password before the @. Leave them out.")
    if not host.isascii():
        raise BadSetting("MYOSOTIS_URL", "write the name as browsers send it; it then begins with xn--.")
    named = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{named}" + (f":{port}" if port and port != _USUAL_PORTS[parts.scheme] else "")


def _proxies(value: str) -> tuple[IPv4Network | IPv6Network, ...]:
    """Addresses or networks, each with a comma between."""
    if not value.strip():
        return ()
    networks: list[IPv4Network | IPv6Network] = []
    for one in value.split(","):
        try:
            network = ip_network(one.strip())
        except ValueError:
            raise BadSetting(
                "MYOSOTIS_TRUSTED_PROXY",
                "say addresses or networks with commas between, such as 127.0.0.1 or 10.0.0.0/24, ::1.",
            ) from None
        if network.prefixlen == 0:
            raise BadSetting("MYOSOTIS_TRUSTED_PROXY", "this would trust everybody. Name the proxy alone.")
        networks.append(network)
    return tuple(networks)


def _database(value: str | None) -> Database | None:
    if not value:
        return None
    parts, told_port = _split("DATABASE_URL", value)
    name = unquote(parts.path.lstrip("/"))
    if parts.scheme not in ("postgres", "postgresql") or not name:
        raise BadSetting("DATABASE_URL", "only postgresql://user:password@host:port/name is understood.")
    host = unquote(parts.hostname or "")
    for pair in parts.query.split("&"):
        key, _, setting = pair.partition("=")
        if key == "host":
            host = unquote(setting)
        elif key:
            raise BadSetting("DATABASE_URL", "only the option host=/folder/of/the/socket is understood.")
    return Database(
        name=name,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        host=host,
        port=str(told_port or ""),
    )


def _smtp(value: str | None) -> Smtp | None:
    if not value:
        return None
    parts, told_port = _split("MYOSOTIS_SMTP", value)
    tls = {"smtp": "none", "smtp+starttls": "starttls", "smtps": "tls"}.get(parts.scheme)
    if tls is None or not parts.hostname:
        raise BadSetting("MYOSOTIS_SMTP", "say it as smtp+starttls://user:password@host:587.")
    port = told_port or {"none": 25, "starttls": 587, "tls": 465}[tls]
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    if not (user.isascii() and password.isascii()):
        raise BadSetting("MYOSOTIS_SMTP", "name and password can hold plain letters, digits and signs alone.")
    return Smtp(parts.hostname, port, user, password, tls)


def _split(name: str, value: str) -> tuple[SplitResult, int | None]:
    """A URL and its port. What Python would say of a bad one repeats a piece of it, perhaps of a password."""
    try:
        parts = urlsplit(value)
        return parts, parts.port
    except ValueError:
        problem = "signs such as @ : / # ? % in a name or password are written as %40 %3A %2F %23 %3F %25."
        raise BadSetting(name, problem) from None
