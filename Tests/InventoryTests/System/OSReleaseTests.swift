import Inventory
import OCIImage
import Testing

@Suite struct OSReleaseTests {
    @Test(arguments: [
        (
            "PRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\nNAME=\"Debian GNU/Linux\"\nVERSION_ID=\"12\"\n"
                + "VERSION_CODENAME=bookworm\nID=debian\n",
            OperatingSystem(id: "debian", version: "12", codename: "bookworm", name: "Debian GNU/Linux 12 (bookworm)")
        ),
        (
            "NAME='Amazon Linux'\r\n# comment\r\nVERSION_ID='2023'\r\nID=\"amzn\"\r\nID_LIKE=\"fedora\"\r\n",
            OperatingSystem(id: "amzn", version: "2023", name: "Amazon Linux", like: ["fedora"])
        ),
        (
            "ID=wolfi\nNAME=\"Wolfi\"\nPRETTY_NAME=\"Wolfi \\\"x\\\" \\$5\"\nVERSION_ID=20230201",
            OperatingSystem(id: "wolfi", version: "20230201", name: "Wolfi \"x\" $5")
        ),
        (
            "ID=rocky\nID_LIKE=\"rhel centos fedora\"\nVERSION_ID=\"9.3\"\n",
            OperatingSystem(id: "rocky", version: "9.3", name: "rocky", like: ["rhel", "centos", "fedora"])
        ),
        (
            "ID=debian\nVERSION_CODENAME=trixie\nNAME=Debian\n",
            OperatingSystem(id: "debian", version: "", codename: "trixie", name: "Debian")
        ),
    ])
    func osReleaseTells(text: String, expected: OperatingSystem) {
        #expect(tell("etc/os-release", text).system == expected)
        #expect(tell("usr/lib/os-release", text).system == expected)
    }

    @Test(arguments: [
        ("etc/alpine-release", "3.20.1\n", "alpine", "3.20.1"),
        ("etc/debian_version", "12.5\n", "debian", "12"),
        ("etc/debian_version", "trixie/sid\n", "debian", ""),
        ("etc/redhat-release", "CentOS Linux release 7.9.2009 (Core)\n", "centos", "7"),
        ("etc/redhat-release", "Red Hat Enterprise Linux release 8.9 (Ootpa)\n", "rhel", "8.9"),
        ("etc/system-release", "Amazon Linux release 2 (Karoo)\n", "amzn", "2"),
        ("etc/system-release", "Amazon Linux AMI release 2018.03\n", "amzn", "2018.03"),
        ("etc/redhat-release", "Rocky Linux release 9.3 (Blue Onyx)\n", "rocky", "9.3"),
    ])
    func olderFilesTell(path: String, text: String, id: String, version: String) {
        let system = tell(path, text).system
        #expect(system?.id == id)
        #expect(system?.version == version)
    }

    @Test(arguments: [("etc/os-release", ""), ("etc/alpine-release", "\n"), ("etc/redhat-release", "Something else\n")])
    func nothingIsInvented(path: String, text: String) {
        let told = tell(path, text)
        #expect(told.system == nil)
        #expect(told.problems.isEmpty)
    }

    @Test func theBestFileComesFirst() {
        let order = [
            "etc/os-release", "usr/lib/os-release", "etc/alpine-release", "etc/redhat-release", "etc/debian_version",
        ]
        let ranks = order.compactMap { OSRelease.rank($0) }
        #expect(ranks.count == order.count)
        #expect(ranks == ranks.sorted())
        #expect(OSRelease.rank("etc/passwd") == nil)
    }

    @Test func damagedFilesEndReading() {
        damage("etc/os-release", Array("ID='a'\nNAME=\"b\\\"c\"\nVERSION_ID=\n".utf8), rounds: 3_000)
    }
}
