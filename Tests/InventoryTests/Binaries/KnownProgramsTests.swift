import Foundation
import Inventory
import OCIImage
import Testing

@Suite struct KnownProgramsTests {
    private static func program(_ text: String, at offset: Int = 100) -> [UInt8] {
        [0x7F, 0x45, 0x4C, 0x46, 2, 1, 1] + [UInt8](repeating: 0, count: offset) + Array(text.utf8)
            + [UInt8](repeating: 0, count: 5_000)
    }

    @Test(arguments: [
        ("usr/local/bin/node", "node.js/v20.11.1", "node 20.11.1"),
        ("usr/local/bin/node", "\0node v0.10.48\0", "node 0.10.48"),
        ("bin/busybox", "BusyBox v1.36.1 (2024-06-10)", "busybox 1.36.1"),
        ("bin/bash", "@(#)Bash version 5.2.15(1) release GNU", "bash 5.2.15"),
        ("usr/local/bin/openssl", "\0OpenSSL 1.1.1w  11 Sep 2023", "openssl 1.1.1w"),
        ("usr/lib/libcrypto.so.3", "\0OpenSSL 3.0.13 30 Jan 2024", "openssl 3.0.13"),
        ("usr/bin/curl", "curl/8.5.0", "curl 8.5.0"),
        ("usr/sbin/nginx", "\0nginx version: nginx/1.25.3\0", "nginx 1.25.3"),
        ("usr/local/apache2/bin/httpd", "Apache/2.4.58 (Unix)", "httpd 2.4.58"),
        ("usr/local/sbin/haproxy", "HAProxy\0version 2.9.1-f72603c, released 2023/12/15", "haproxy 2.9.1"),
        ("usr/local/bin/redis-server", "\0" + "7.2.4buildkitsandbox-1704814440000000000", "redis 7.2.4"),
        ("usr/local/bin/valkey-server", "\0" + "8.0.1buildkitsandbox-1", "valkey 8.0.1"),
        ("usr/lib/postgresql/16/bin/postgres", "\0PostgreSQL 16.1 (Debian", "postgresql 16.1"),
        ("usr/lib/postgresql/17/bin/postgres", "\0PostgreSQL 17beta1\0", "postgresql 17beta1"),
        ("usr/sbin/mysqld", "/build/mysql-8.0.35/sql/mysqld.cc", "mysql 8.0.35"),
        ("usr/sbin/mariadbd", "\0" + "10.11.6-MariaDB-1:10.11.6", "mariadb 10.11.6"),
        ("usr/local/bin/php", "X-Powered-By: PHP/8.3.1\0", "php 8.3.1"),
        ("usr/bin/php8.2", "X-Powered-By: PHP/8.2.0RC5\0", "php 8.2.0RC5"),
        ("usr/local/lib/libruby.so.3.3.0", "ruby 3.3.0 (2023-12-25 revision 5124f9ac75)", "ruby 3.3.0"),
        ("usr/local/bin/ruby", "ruby 2.7.7p221 (2022-11-24 revision 168ec2b1e5)", "ruby 2.7.7p221"),
        ("usr/local/bin/perl5.38.2", "/usr/local/lib/perl5/5.38.2/x86_64", "perl 5.38.2"),
        ("usr/local/bin/python3.11", "\0" + "3.11.7\0", "python 3.11.7"),
        ("usr/local/lib/libpython3.13t.so.1.0", "\0" + "3.13.0rc1+\0", "python 3.13.0rc1+"),
        (
            "usr/local/rustup/lib/libstd-0123456789abcdef.so",
            "\0clang LLVM (rustc version 1.75.0 (82e1608df 2023-12-21))", "rust 1.75.0"
        ),
        ("usr/local/lib/erlang/erts-14.2/bin/beam.smp", "/usr/src/otp_src_26.2.1/erts/", "erlang 26.2.1"),
        ("opt/ffmpeg", "%s version 6.1\0", "ffmpeg 6.1"),
    ])
    func versionsAreFound(path: String, text: String, expected: String) {
        // Also where the text stands across two of the pieces that are read.
        for offset in [100, (1 << 20) - 20, (1 << 20) - 330, (3 << 20) - 900] {
            let told = tell(path, Self.program(text, at: offset), mode: 0o755)
            #expect(told.packages.map { "\($0.name) \($0.version)" } == [expected])
            #expect(told.packages.allSatisfy { $0.kind == .generic && $0.path == path })
        }
    }

    @Test(arguments: [
        ("usr/bin/node", "node.js/vX.1"), ("usr/bin/python3.11", "\0" + "3.12.1\0"),
        ("usr/bin/nodes", "node.js/v20.11.1"),
        ("usr/bin/python3-config", "\0" + "3.11.1\0"), ("usr/bin/curl", "curl/8.5"),
        ("usr/bin/phpunit", "X-Powered-By: PHP/8.3.1"),
        ("usr/sbin/mysqld", "/build/mysql-8.0.35"), ("usr/bin/chrome", "Default"),
        ("usr/bin/redis-server", "buildkitsandbox-1"),
    ])
    func nothingIsGuessed(path: String, text: String) {
        #expect(tell(path, Self.program(text), mode: 0o755).packages.isEmpty)
    }

    @Test func scriptsTellNothing() {
        let bytes = Array("#!/bin/sh\n# node.js/v20.11.1\n".utf8) + [UInt8](repeating: 0x20, count: 5_000)
        #expect(tell("usr/bin/node", bytes, mode: 0o755).packages.isEmpty)
    }

    @Test(arguments: [
        (
            "IMPLEMENTOR=\"Eclipse Adoptium\"\nJAVA_VERSION=\"21.0.3\"\nJAVA_RUNTIME_VERSION=\"21.0.3+9-LTS\"\nIMAGE_TYPE=\"JDK\"\n",
            "openjdk 21.0.3+9-LTS"
        ),
        ("JAVA_VERSION=\"17.0.10\"\r\nIMAGE_TYPE=\"JRE\"\r\n", "openjre 17.0.10"),
        ("IMPLEMENTOR=\"Oracle Corporation\"\nBUILD_TYPE=\"commercial\"\nJAVA_VERSION=\"21\"\n", "oracle-jdk 21"),
        ("JAVA_VERSION=\"21.0.2\"\nGRAALVM_VERSION=\"23.1.2\"\n", "graalvm 21.0.2"),
    ])
    func javaRuntimesTell(text: String, expected: String) {
        #expect(tell("opt/java/openjdk/release", text).packages.map { "\($0.name) \($0.version)" } == [expected])
    }

    @Test(arguments: ["", "JAVA_VERSION=\"x\"\n", "VERSION=1\n"]) func otherReleaseFilesTellNothing(text: String) {
        #expect(tell("srv/app/release", text).packages.isEmpty)
    }

    @Test(
        .enabled(if: SystemProgram.has("node"), "node is not installed"))
    func theVersionIsThatWhichNodeTells() throws {
        let version = try SystemProgram.run("node", ["--version"]).trimmingCharacters(in: .whitespacesAndNewlines)
        let path = try #require(SystemProgram.path("node"))
        let told = tell("usr/bin/node", try SystemProgram.bytes(path), mode: 0o755)
        let node = told.packages.filter { $0.name == "node" }.map { "v\($0.version)" }
        #expect(node == [version] || node.isEmpty && !told.packages.contains { $0.kind == .generic })
    }

    @Test(
        .enabled(if: SystemProgram.has("busybox"), "busybox is not installed"))
    func theVersionIsThatWhichBusyboxTells() throws {
        let text = try SystemProgram.run("busybox", ["--help"])
        let path = try #require(SystemProgram.path("busybox"))
        let told = tell("bin/busybox", try SystemProgram.bytes(path), mode: 0o755)
        #expect(told.packages.count == 1)
        #expect(text.hasPrefix("BusyBox v\(told.packages.first?.version ?? "?")"))
    }

    @Test func damagedProgramsEndReading() {
        damage("usr/bin/python3.11", Self.program("\0" + "3.11.7\0"), mode: 0o755, rounds: 1_000)
        damage("usr/bin/mysqld", Self.program("/mysql-8.0.35/ 10.11.6-MariaDB"), mode: 0o755, rounds: 1_000)
    }
}
