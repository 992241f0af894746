import Foundation
import Inventory
import OCIImage
import Testing

/// A program that Go's own tools build from a module with a vendored one and a replaced one, without a network.
@Suite(.enabled(if: SystemProgram.has("go"), "go is not installed"))
struct BuiltGoTests {
    private static let files = [
        "go.mod": """
        module example.com/tool

        go 1.16

        require (
            example.com/b v1.2.3
            example.com/c v0.1.0
        )

        replace example.com/c v0.1.0 => example.com/fork v0.2.0

        """,
        "main.go": """
        package main

        import (
            "example.com/b"
            "example.com/c"
        )

        var version = "none"

        func main() { println(version, b.B, c.C) }

        """,
        "vendor/modules.txt": """
        # example.com/b v1.2.3
        ## explicit
        example.com/b
        # example.com/c v0.1.0 => example.com/fork v0.2.0
        ## explicit
        example.com/c
        # example.com/c v0.1.0 => example.com/fork v0.2.0

        """,
        "vendor/example.com/b/b.go": "package b\n\nvar B = 1\n",
        "vendor/example.com/c/c.go": "package c\n\nvar C = 1\n",
    ]

    @Test func modulesEqualThoseOfGoVersion() throws {
        try SystemProgram.withFolder { folder in
            for (name, text) in Self.files {
                let path = "\(folder)/\(name)"
                try FileManager.default.createDirectory(
                    atPath: String(path[..<(path.lastIndex(of: "/") ?? path.endIndex)]),
                    withIntermediateDirectories: true)
                try text.write(toFile: path, atomically: true, encoding: .utf8)
            }
            for flags in ["-X main.version=v4.5.6", "-s -w"] {
                let settings = [
                    "GOCACHE=\(folder)/cache", "GOFLAGS=-mod=vendor", "GOPROXY=off", "GO111MODULE=on", "CGO_ENABLED=0",
                ]
                _ = try SystemProgram.run(
                    "env", settings + ["HOME=\(folder)", "go", "build", "-ldflags", flags, "-o", "tool", "."],
                    in: folder)
                let shown = try SystemProgram.run("go", ["version", "-m", "\(folder)/tool"]).split(separator: "\n")
                let told = tell("app/tool", try SystemProgram.bytes("\(folder)/tool"), mode: 0o755)
                #expect(told.problems.isEmpty)
                #expect(shown.contains { $0.hasPrefix("\tdep\texample.com/b\tv1.2.3") })
                #expect(shown.contains { $0.hasPrefix("\t=>\texample.com/fork\tv0.2.0") })
                let release = flags.contains("main.version") ? "v4.5.6" : "(devel)"
                #expect(
                    told.packages.map { "\($0.name) \($0.version)" }.dropLast() == [
                        "example.com/tool \(release)", "example.com/b v1.2.3", "example.com/fork v0.2.0",
                    ])
                #expect(told.packages.first?.architecture != nil)
                #expect(told.packages.last?.name == "stdlib")
            }
        }
    }
}
