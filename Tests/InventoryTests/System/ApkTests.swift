import Basics
import Inventory
import OCIImage
import Testing

@Suite struct ApkTests {
    private let database = """
        C:Q1abcdefghijklmnopqrstuvwxyz0=
        P:musl
        V:1.2.5-r0
        A:x86_64
        S:407278
        I:667648
        T:the musl c library
        U:https://musl.libc.org/
        L:MIT
        o:musl
        m:Someone <s@example.org>
        t:1711048200
        c:a66a0f
        p:so:libc.musl-x86_64.so.1=1
        F:lib
        R:ld-musl-x86_64.so.1
        a:0:0:755
        Z:Q1x=
        R:libc.musl-x86_64.so.1
        a:0:0:777

        C:Q1b=
        P:ssl_client
        V:1.36.1-r28
        A:x86_64
        L:GPL-2.0-only AND MIT
        o:busybox
        D:so:libc.musl-x86_64.so.1 so:libssl.so.3 !uclibc musl>=1.2
        F:
        R:.profile
        F:usr
        M:0:0:1777
        F:usr/bin
        R:ssl_client


        """

    @Test(arguments: ["lib/apk/db/installed", "usr/lib/apk/db/installed"]) func databaseTells(path: String) {
        let told = tell(path, database)
        #expect(told.problems.isEmpty)
        #expect(
            told.packages == [
                Package(
                    .apk, name: "musl", version: "1.2.5-r0", architecture: "x86_64",
                    source: Package.Source(name: "musl", version: "1.2.5-r0"), licenses: ["MIT"], path: path,
                    supplier: "Someone <s@example.org>"),
                Package(
                    .apk, name: "ssl_client", version: "1.36.1-r28", architecture: "x86_64",
                    source: Package.Source(name: "busybox", version: "1.36.1-r28"), licenses: ["GPL-2.0-only AND MIT"],
                    path: path, needs: ["musl"]),
            ])
        #expect(
            told.owned.map { "\($0.package) \($0.path)" } == [
                "musl lib/ld-musl-x86_64.so.1", "musl lib/libc.musl-x86_64.so.1", "ssl_client .profile",
                "ssl_client usr/bin/ssl_client",
            ])
    }

    @Test func entriesWithoutAVersionAreTold() {
        let told = tell("lib/apk/db/installed", "P:a\nA:x86_64\n\nP:b\nV:1-r0\n")
        #expect(told.packages.map(\.name) == ["b"])
        #expect(told.problems.count == 1)
        #expect(told.problems.first?.en.contains("line 1") == true)
    }

    @Test func repeatedFoldersAreBounded() {
        // Two megabytes that stand for a hundred gigabytes of paths.
        let text =
            "P:a\nV:1\nF:" + String(repeating: "x", count: 1 << 20) + "\n" + String(repeating: "R:y\n", count: 1 << 18)
        let told = tell("lib/apk/db/installed", text)
        #expect(told.owned.count < 300)
    }

    @Test func damagedDatabasesEndReading() {
        damage("lib/apk/db/installed", Array(database.utf8), rounds: 5_000)
    }
}
