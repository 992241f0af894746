/// What records hold over and over, the most frequent last, where deflate reaches it with the fewest bits.
///
/// Part of the format: another text needs another number of the schema (`DatabaseSchema.version`).
enum PackerWords {
    static let text = """
        use after free in heap-based buffer overflow out-of-bounds read out-of-bounds write integer overflow NULL pointer \
        dereference memory corruption memory leak race condition path traversal directory traversal SQL injection \
        command injection code injection server-side request forgery SSRF open redirect prototype pollution \
        regular expression denial of service ReDoS deserialization of untrusted data improper access control \
        improper authentication authorization bypass privilege escalation information disclosure information exposure \
        cross-site request forgery CSRF cross-site scripting XSS arbitrary file read arbitrary file write \
        malicious package malicious code insufficient verification uncontrolled resource consumption \
        improper input validation sensitive information certificate validation security update for new upstream release \
        In the Linux kernel, the following vulnerability has been resolved: \
        A flaw was found in An issue was discovered in A vulnerability was found in \
        allows remote attackers to cause a denial of service allows an attacker to execute arbitrary code via a crafted \
        request vulnerability vulnerable to possible versions before through function component package \
        in github.com/ when parsing handling crafted input can lead to remote code execution denial of service \
        https://lists.fedoraproject.org/archives/list/package-announce@lists.fedoraproject.org/message/ \
        https://access.redhat.com/errata/RHSA-20 https://bugzilla.redhat.com/show_bug.cgi?id= \
        https://ubuntu.com/security/notices/USN- https://ubuntu.com/security/CVE-20 https://www.debian.org/security/20 \
        https://security-tracker.debian.org/tracker/CVE-20 https://security.alpinelinux.org/vuln/CVE-20 \
        https://rustsec.org/advisories/RUSTSEC-20 https://pypi.org/project/ https://www.npmjs.com/advisories/ \
        https://go.dev/issue/ https://go.dev/cl/ https://groups.google.com/g/golang-announce/c/ \
        https://github.com/FriendsOfPHP/security-advisories/blob/master/ \
        https://github.com/pypa/advisory-database/tree/main/vulns/ https://snyk.io/vuln/SNYK- \
        pkg:composer/ pkg:nuget/ pkg:gem/ pkg:maven/ pkg:cargo/ pkg:golang/ pkg:npm/ pkg:pypi/ pkg:apk/chainguard/ \
        pkg:apk/wolfi/ pkg:apk/alpine/ pkg:rpm/redhat/ pkg:deb/ubuntu/ pkg:deb/debian/ ?arch=source ?arch=source&distro= \
        Red Hat:enterprise_linux:9::appstream Red Hat:enterprise_linux:8::baseos Ubuntu:Pro:18.04:LTS Ubuntu:20.04:LTS \
        Ubuntu:22.04:LTS Ubuntu:24.04:LTS Alpine:v3.18 Alpine:v3.19 Alpine:v3.20 Alpine:v3.21 Alpine:v3.22 Wolfi \
        Chainguard Debian:14 Debian:13 Debian:12 Debian:11 Packagist RubyGems NuGet Maven crates.io npm PyPI Go stdlib \
        not yet assigned unimportant end-of-life ~deb11u1 ~deb12u1 +deb11u1 +deb12u1 ubuntu0. .el8 .el9 -r0 -r1 \
        .dev0 .post1 0.0.0-0 rc1 rc2 a1 b1 1.0.0 2.0.0 0.1.0 10.0 1.1 1.2 \
        Ubuntu CVSS_V2 CVSS_V4 CVSS_V3 CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:N/VI:N/VA:H/SC:N/SI:N/SA:N/E:P \
        CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H CVSS:3.1/AV:L/AC:L/PR:L/UI:R/S:C/C:L/I:L/A:N \
        CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H CRITICAL HIGH MODERATE MEDIUM LOW medium low high \
        ARTICLE REPORT PACKAGE EVIDENCE WEB https://github.com/pull/ https://github.com/issues/ /commit/ FIX \
        /security/advisories/GHSA- ADVISORY https://github.com/advisories/GHSA- \
        ADVISORY https://nvd.nist.gov/vuln/detail/CVE-20 PYSEC-202 DEBIAN-CVE-202 UBUNTU-CVE-202 DSA- DLA- RHSA-20 \
        MAL-202 GO-202 BIT- GHSA- CVE-2020- CVE-2021- CVE-2022- CVE-2023- CVE-2024- CVE-2025- CVE-2026-
        """
}
