"""A host's profile comes in as a plain tree; its files go out, by their paths below build/hosts/HOST.

    etc/xen/GUEST, etc/xen/GUEST.start, etc/xen/auto/GUEST, etc/xen/scripts/...   as they lie on the host
    xend-config.sxp                    the line that xend's configuration needs
    ncm-xen.json, ncm-xen.pan          the resource, for ncm-xen and as a Pan structure
    storage.sh, storage.json           what has to be done for the disks

Nothing is written here. A guest of which anything is refused has no part in any of the files.
"""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from qwg.pan.diagnostics import Diagnostic, Span
from qwg.site.outputs import Link, Script, is_safe_path

from . import resources, storage, xl, xm
from .domain import Domain, read_domains
from .network import network_files

Content = bytes | Link | Script
TOOLSTACKS: dict[str, Callable] = {"xm": xm.render, "xl": xl.render}
DEFAULT_TOOLSTACK = "xm"


@dataclass
class HostFiles:
    """What is made for one host; `domains` are those that nothing stands against."""
    domains: list[Domain] = field(default_factory=list)
    files: dict[str, Content] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def found(self, findings: list[Diagnostic]) -> bool:
        """Keeps the findings; whether one of them is an error."""
        self.diagnostics += findings
        return any(finding.severity == "error" for finding in findings)


def host_files(tree: dict, host: str, profile: str, toolstack: str = DEFAULT_TOOLSTACK) -> HostFiles:
    """The files of one host; none, without a finding, if the profile is not that of a Xen host.

    `profile` names the profile in the findings; `toolstack` is a key of TOOLSTACKS.
    """
    made = HostFiles()
    if not is_safe_path(host):
        return made
    domains, findings = read_domains(tree, profile)
    made.found(findings)
    switches, findings = storage.read_switches(tree, profile)
    made.found(findings)
    disks: dict[str, list[storage.Step]] = {}
    for domain in domains:
        files, findings = guest_files(domain, profile, toolstack)
        steps, more = storage.disk_steps(domain, switches, profile)
        for path in sorted(files.keys() & made.files.keys()):
            text = f"'{domain.key}' would need the file {path}, which another guest has"
            more.append(Diagnostic("error", "xen.name", text, Span(profile)))
        if not made.found(findings + more):
            made.files |= files
            made.domains.append(domain)
            disks[domain.key] = steps
    resource = resources.resource_of(tree, made.domains)
    if resource is None:
        return made
    files, findings = network_files(tree, host, toolstack, profile)
    made.found(findings)
    made.files |= files
    made.files["ncm-xen.json"] = resources.as_json(resource)
    template, findings = resources.as_pan(resource, host, profile)
    if not made.found(findings):
        made.files["ncm-xen.pan"] = template
    boot, findings = storage.boot_steps(tree, profile)
    made.found(findings)
    steps = storage.plan(made.domains, disks, boot, switches, toolstack)
    if steps:
        made.files["storage.sh"] = Script(storage.as_script(host, steps))
        made.files["storage.json"] = storage.as_json(host, toolstack, steps)
    return made


def guest_files(domain: Domain, profile: str, toolstack: str) -> tuple[dict[str, Content], list[Diagnostic]]:
    """The files of one guest; with an error among the findings they are not complete."""
    findings = xm.check_name(domain, profile)
    named = not findings
    files: dict[str, Content] = {}
    for options, path in ((domain.options, domain.key), (domain.install, f"{domain.key}.start")):
        if options is not None:
            text, more = TOOLSTACKS[toolstack](domain, options, profile)
            findings += more
            if named and text is not None:
                files[f"etc/xen/{path}"] = text.encode("ascii")
    if domain.auto:
        # Relative, so that it is right in a staging folder and on the host.
        files[f"etc/xen/auto/{domain.key}"] = Link(f"../{domain.key}")
    return files, findings
