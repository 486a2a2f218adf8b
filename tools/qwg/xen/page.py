"""The hosts and guests of a tree come in, one web page goes out that needs nothing else: no network, no script.

The page is built as a tree of elements, so that no text of a profile can become markup; what no document can hold,
such as control characters, is shown escaped. The style sheet is page.css beside this module.
"""
from __future__ import annotations

import os
from importlib import resources

from lxml import html
from lxml.html import builder as E

from qwg.pan.diagnostics import Diagnostic

from .domain import shown
from .guests import GuestRow, HostRow, Overview, bridges_of, group_names, state
from .rules import groups_used

POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
LONGEST = 400
ORDER = {"error": 0, "warning": 1, "hint": 2}


def page(overview: Overview) -> bytes:
    """The page as UTF-8."""
    body = [header(overview), E.MAIN(map_of(overview), findings(overview),
                                     *(host_section(overview, number) for number in range(len(overview.hosts))),
                                     *homeless(overview))]
    head = E.HEAD(E.META(charset="utf-8"),
                  E.META(name="viewport", content="width=device-width, initial-scale=1"),
                  html.Element("meta", {"http-equiv": "Content-Security-Policy", "content": POLICY}),
                  E.TITLE("Xen hosts and guests"),
                  E.STYLE(resources.files(__package__).joinpath("page.css").read_text("utf-8")))
    document = E.HTML(head, E.BODY(*body), lang="en")
    return html.tostring(document, encoding="utf-8", doctype="<!DOCTYPE html>") + b"\n"


def text(value: object) -> str:
    return shown(str(value), LONGEST)


def css(names: str) -> dict[str, str]:
    return {"class": names}


def badge(found: list[Diagnostic]):
    worst = min((finding.severity for finding in found if finding.severity != "hint"), key=ORDER.get, default="ok")
    return E.SPAN(state(found), css(f"state {worst}"))


def header(overview: Overview):
    return E.HEADER(E.H1("Xen hosts and guests"), E.P(text(overview.summary()), css("soft")))


def map_of(overview: Overview):
    """Each host with its guests and how full it is, as links to what stands below."""
    tiles = [E.DIV(E.DIV(E.H3(E.A(text(host.machine.name), href=f"#host{number}")), badge(host.findings), css("head")),
                   memory_bar(host),
                   E.UL(*own_share(host),
                        *(E.LI(E.A(text(guest.placement.key), href=f"#host{number}guest{index}"), " ",
                               E.SPAN(megabytes(guest.placement.memory), css("soft")), css(("one", "two")[index % 2]))
                          for index, guest in enumerate(host.guests))) if host.guests else E.P("no guests"),
                   css("card")) for number, host in enumerate(overview.hosts)]
    return E.SECTION(E.H2("Map", id="map"), E.DIV(*tiles, css("grid map")) if tiles else E.P("There are no Xen hosts."),
                     {"aria-labelledby": "map"})


def own_share(host: HostRow) -> list:
    """What the first part of the bar of memory is."""
    memory = host.machine.dom0_memory
    return [E.LI("the host itself ", E.SPAN(megabytes(memory), css("soft")), css("own"))] if memory else []


def findings(overview: Overview):
    found = sorted(overview.findings, key=lambda finding: ORDER.get(finding.severity, 0))
    items = [finding_item(overview, finding) for finding in found] or [E.P("Nothing was found.")]
    return E.SECTION(E.H2("Findings", id="findings"), E.DIV(*items, css("card")), {"aria-labelledby": "findings"})


def finding_item(overview: Overview, finding: Diagnostic):
    parts = [E.SPAN(text(finding.severity), css("state")), E.P(shown(finding.message, 2000))]
    if finding.span:
        place = os.path.relpath(finding.span.file, overview.report.tree.top) if overview.report.tree \
            else finding.span.file
        line = f", line {finding.span.line}" if finding.span.line else ""
        parts.append(E.P(E.CODE(text(place)), f"{line}; {text(finding.code)}", css("soft")))
    if finding.notes:
        parts.append(E.PRE("\n".join(shown(note, 2000) for note in finding.notes), css("notes")))
    return E.DIV(*parts, css(f"finding {finding.severity if finding.severity in ORDER else 'error'}"))


def host_section(overview: Overview, number: int):
    host = overview.hosts[number]
    machine = host.machine
    bridges = ", ".join(f"{bridge.name} on {bridge.interface}" for bridge in machine.bridges)
    vcpus = sum(guest.placement.vcpus or 1 for guest in host.guests)
    facts = {"System": machine.system, "Kernel": machine.kernel, "Xen": machine.xen, "Bridges": bridges,
             "Cores": f"{machine.cores or '?'}, for {vcpus} VCPUs of the guests", "Location": machine.location}
    guests = [guest_card(number, index, guest) for index, guest in enumerate(host.guests)]
    return E.SECTION(
        E.DIV(E.H2(text(machine.name), id=f"host{number}"), badge(host.findings), css("head")),
        E.DIV(definitions(facts), memory_bar(host), *(group_bar(host, name) for name in group_names(machine)),
              css("card")),
        E.DIV(*guests, css("grid"), style="margin-top: 1rem"), {"aria-labelledby": f"host{number}"})


def guest_card(number: int, index: int, guest: GuestRow):
    placement = guest.placement
    addresses = [address.ip for address in guest.machine.addresses] if guest.machine else []
    facts = {"System": guest.machine.system if guest.machine else "",
             "Memory": megabytes(placement.memory), "VCPUs": placement.vcpus or 1,
             "Disks": [f"{volume.device}: {megabytes(volume.size)}, {volume.source}" for volume in placement.volumes],
             "Cards": [interface.mac or "no MAC address" for interface in placement.interfaces],
             "Bridges": ", ".join(bridges_of(placement)), "Addresses": ", ".join(addresses),
             "Starts": "with the host" if placement.auto else "by hand", "Boots by": placement.bootloader}
    file = [E.DETAILS(E.SUMMARY(f"/etc/xen/{text(placement.key)}"), E.PRE(document_text(guest.file), tabindex="0"))] \
        if guest.file is not None else [E.P("There is no file for it: see the findings.", css("error"))]
    return E.ARTICLE(E.DIV(E.H3(text(placement.key), id=f"host{number}guest{index}"), badge(guest.findings),
                           css("head")), definitions(facts), *file, css("card"))


def homeless(overview: Overview) -> list:
    if not overview.homeless:
        return []
    items = [E.LI(text(machine.name), " ", E.SPAN(megabytes(machine.memory), css("soft")))
             for machine in overview.homeless]
    return [E.SECTION(E.H2("Guests on no host", id="homeless"), E.UL(*items, css("card")),
                      {"aria-labelledby": "homeless"})]


def definitions(facts: dict[str, object]):
    """Names and values; a list of values is one line each."""
    pairs = [(name, value if isinstance(value, list) else [value]) for name, value in facts.items() if value]
    return E.DL(*(element for name, values in pairs
                  for element in (E.DT(name), *(E.DD(text(value)) for value in values))))


def memory_bar(host: HostRow):
    return bar("Memory", host.machine.dom0_memory or 0, [guest.placement.memory or 0 for guest in host.guests],
               host.machine.memory)


def group_bar(host: HostRow, name: str):
    group = host.machine.groups.get(name)
    guests = [sum(volume.size or 0 for volume in guest.placement.volumes if volume.group == name)
              for guest in host.guests]
    return bar(f"Volume group {text(name)}", group.own if group else 0, guests, group.size if group else None,
               groups_used(host.machine).get(name, 0) + (group.own if group else 0))


def bar(what: str, own: int, guests: list[int], size: int | None, used: int | None = None):
    """How much of something the host itself and its guests take; the words say all that the picture does.

    `used` is the sum if the guests share nothing, which is its default.
    """
    used = own + sum(guests) if used is None else used
    over = size is not None and used > size
    words = f"{what}: {pair(used, size)}{': too much' if over else ''}"
    whole = max(size or 0, own + sum(guests), 1)
    parts = [("own", own), *((("one", "two")[index % 2], amount) for index, amount in enumerate(guests))]
    pieces = [html.Element("i", {"class": kind, "style": f"width: {100 * amount / whole:.2f}%"})
              for kind, amount in parts if amount]
    # Without a known size a full bar would say what nobody knows.
    picture = [E.DIV(*pieces, css("bar over" if over else "bar"), {"aria-hidden": "true"})] if size is not None else []
    return E.DIV(E.P(words, css("error" if over else "")), *picture, css("capacity"))


def pair(used: int, size: int | None) -> str:
    """Both amounts in one unit."""
    if size is None:
        return f"{megabytes(used)}; the profile does not say of how much"
    if is_gigabytes(used) and is_gigabytes(size):
        return f"{megabytes(used)} of {megabytes(size)}"
    return f"{used} of {size} MB"


def megabytes(amount: int | None) -> str:
    """The amount for a reader, in MB, or in GB where that is exact to a tenth."""
    if amount is None:
        return "unknown"
    return f"{amount / 1024:.1f}".removesuffix(".0") + " GB" if is_gigabytes(amount) else f"{amount} MB"


def is_gigabytes(amount: int) -> bool:
    return amount >= 1024 and amount * 10 % 1024 == 0


def document_text(content: str) -> str:
    """A file's text as a document may hold it: lines, and nothing that is no character."""
    return "".join(character if character.isprintable() or character == "\n" else "�" for character in content)
