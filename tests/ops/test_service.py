"""The guide "Put it on your own address", followed word for word: a real systemd, a real nginx, a family."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import time
import urllib.error
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from tests.factories.certificates import Certificate, certificate
from tests.factories.pictures import picture
from tests.ops import machine as machines
from tests.ops.front import NAME, PARENT, Place, needs_nginx, parent
from tests.ops.machine import Machine
from tests.visitor import ROOT, House, Visitor

pytestmark = pytest.mark.full

UNIT = ROOT / "deploy" / "myosotis.service"
PAGE = (ROOT / "docs/operate/own-address.md").read_text()
needs_machine = pytest.mark.skipif(bool(machines.missing()), reason=machines.missing())

#: In the place of `cp -r . /opt/myosotis`, which would bring this folder's tests and history too; and of what
#: its first start fetches: the same Python and the same packages, lent.
PUT = f"""
echo /mnt/python/lib > /etc/ld.so.conf.d/0-lent.conf && ldconfig
mkdir /opt/myosotis
cd /mnt/project && cp -r deploy docs myosotis requirements src tools /opt/myosotis/
/mnt/python/bin/{Path(sys.executable).resolve().name} -m venv --without-pip /opt/myosotis/.venv
echo /mnt/packages/lib/python{sys.version_info[0]}.{sys.version_info[1]}/site-packages > /lent.pth
cp /lent.pth /opt/myosotis/.venv/lib/python*/site-packages/
touch /opt/myosotis/.venv/.dev.txt.sum
"""


def steps(number: int) -> list[str]:
    """The commands of one step of the guide, but for those that ask another machine for something."""
    (block,) = re.findall(rf"^## {number}\..*?```sh\n(.*?)```", PAGE, re.MULTILINE | re.DOTALL)
    said = [line.removeprefix("sudo ") for line in block.splitlines()]
    return [line for line in said if not line.startswith(("apt ", "certbot ", "cp -r . "))]


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is not on this machine")
def test_systemd_finds_nothing_to_say_about_the_unit(tmp_path: Path) -> None:
    unit = tmp_path / UNIT.name
    unit.write_text(UNIT.read_text().replace("/opt/myosotis/.venv/bin/python", sys.executable))
    said = subprocess.run(["systemd-analyze", "verify", str(unit)], check=False, capture_output=True)
    about = [line for line in said.stderr.decode().splitlines() if UNIT.name in line]
    assert (said.returncode, about) == (0, [])


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machine]:
    """A machine on which the guide was followed to the end of step 5, with a family that had begun before."""
    folder = tmp_path_factory.mktemp("machine")
    (folder / "box").mkdir()
    begun, made = House(folder / "begun"), Machine(folder / "box")
    try:
        begun.start()
        answers = {"timezone": "UTC", "again": PARENT["password"], **PARENT}
        Visitor(begun.url).post("/begin", step="password", **answers)
        begun.stop()
        made.start()
        made.done(PUT)
        shutil.copytree(begun.home, made.path("/root/Myosotis"))
        certificate(folder / "live", NAME)
        shutil.copytree(folder / "live", made.path(f"/etc/letsencrypt/live/{NAME}"))
        for number in (2, 3, 4, 5):
            for command in steps(number):
                made.done(f"cd /opt/myosotis\n{command}")
                if "enable --now" in command:
                    wait_for_the_door(made)
        yield made
    finally:
        begun.stop()
        made.stop()


def wait_for_the_door(machine: Machine) -> None:
    """Until the service answers."""
    open_yet = "import socket; socket.create_connection(('127.0.0.1', 8000), 1)"
    for _ in range(120):
        if machine.say("/opt/myosotis/.venv/bin/python", "-c", open_yet).returncode == 0:
            return
        time.sleep(0.5)
    raise AssertionError(machine.say("journalctl", "-u", "myosotis", "--no-pager").stdout.decode())


def come_in(machine: Machine) -> Visitor:
    """The parent who had begun before, signed in at the address; call it inside `machine.network()`."""
    live = machine.path(f"/etc/letsencrypt/live/{NAME}")
    return parent(Place(Certificate(live / "authority.pem", live / "fullchain.pem", live / "privkey.pem")))


@needs_nginx
@needs_machine
def test_a_family_moves_in_and_a_picture_is_opened_behind_every_wall(machine: Machine) -> None:
    with machine.network():
        visitor, content = come_in(machine), picture(2)
        told = visitor.send(f"/moments/{uuid4()}/pictures", "/more", [("a.jpg", content)])
        kept = re.search(r"p-([0-9a-f-]{36})", told["html"])
        assert kept is not None, told
        assert visitor.bytes(f"/pictures/{kept[1]}/original") == content
        # Only a process that has walled itself in, inside the walls of the unit, makes the smaller ones.
        deadline = time.monotonic() + 60
        while (shown := uncovered(visitor, kept[1])) is None:
            assert time.monotonic() < deadline, machine.done("journalctl -u myosotis --no-pager")
            time.sleep(0.5)
    assert shown[:4] == b"RIFF"
    assert shown[8:12] == b"WEBP"


def uncovered(visitor: Visitor, picture: str) -> bytes | None:
    """What is shown of a picture somebody uncovers, once it is there."""
    try:
        visitor.post(f"/pictures/{picture}/look", "/more")
        return visitor.bytes(f"/pictures/{picture}/webp-480")
    except urllib.error.HTTPError:
        return None


@needs_machine
def test_the_doctor_is_content_inside_the_walls_and_at_the_console(machine: Machine) -> None:
    inside = """
    sed -e 's/^ExecStart=.*/& doctor/; s/^Type=exec/Type=oneshot/; s/^Restart=.*//' \
        /etc/systemd/system/myosotis.service > /run/systemd/system/look.service
    systemctl daemon-reload
    systemctl start look
    journalctl -u look -o cat --no-pager
    """
    home = machine.done("mkdir -p -m 700 /root/closed && cd /root/closed && myosotis doctor")
    for said in (machine.done(inside), home):
        assert "CARE" not in said
        assert re.search(r"good D-DECODER +All \d+ walls", said), said
        assert re.search(r"good D-ADDRESS ", said)


@needs_machine
def test_what_is_kept_is_closed_to_others_and_the_log_says_nothing(machine: Machine) -> None:
    with machine.network():
        come_in(machine)
    for folder in ("/var/lib/myosotis", "/var/lib/myosotis-key", "/var/lib/myosotis/data"):
        assert machine.done(f"stat -c '%a %U %G' {folder}").strip() == "700 myosotis myosotis"
    assert machine.done("stat -c '%a %U' /var/lib/myosotis-key/root.key").strip() == "400 myosotis"
    assert machine.done("stat -c '%a %U' /etc/myosotis/settings").strip() == "600 root"
    written = machine.done("journalctl --no-pager -o cat; cat /var/log/nginx/*")
    assert "Myosotis is open at https://house.example" in written
    for word in (*PARENT.values(), "GET ", "POST ", "/sign-in", "/pictures"):
        assert word not in written, word


@needs_machine
def test_it_comes_back_after_a_fall_and_closes_in_good_order(machine: Machine) -> None:
    fallen = machine.done("systemctl show -P MainPID myosotis").strip()
    machine.done(f"kill -9 {fallen}")
    deadline = time.monotonic() + 60
    while machine.done("systemctl show -P MainPID myosotis").strip() in (fallen, "0"):
        assert time.monotonic() < deadline
        time.sleep(0.5)
    wait_for_the_door(machine)
    machine.done("systemctl stop myosotis")
    assert machine.done("systemctl show -P Result myosotis").strip() == "success"
    assert machine.say("pgrep", "-u", "myosotis").stdout == b""
    machine.done("systemctl start myosotis")
    wait_for_the_door(machine)


@needs_machine
def test_a_locked_root_key_opens_with_what_is_sealed_for_this_machine(machine: Machine) -> None:
    (guide,) = re.findall(r"A passphrase for the key.*?\n\n(.*?)\n\n", PAGE, re.DOTALL)
    commands = [line.strip().replace("sudo ", "") for line in guide.splitlines()]
    typed = "(sleep 3; echo 'stones of slate'; sleep 1; echo 'stones of slate'; sleep 3)"
    for command in commands:
        if command == "myosotis lock-root-key":
            machine.done(f"{typed} | script -qec 'myosotis lock-root-key' /dev/null")
            assert "stones" not in machine.done("cat /var/lib/myosotis-key/root.key")
        else:
            machine.done(re.sub(r"^systemd-ask-password .*? \|", "printf 'stones of slate' |", command))
    wait_for_the_door(machine)
    with machine.network():
        come_in(machine)
    assert "CARE" not in machine.done("myosotis doctor")
    assert machine.say("rm", "/etc/credstore.encrypted/myosotis.passphrase").returncode == 0
    machine.done("systemctl restart myosotis || true; sleep 4")
    assert machine.done("systemctl show -P SubState myosotis").strip() != "running"
