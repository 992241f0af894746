import Basics
import DockerfileSyntax
import Testing
import Workload

struct ImageConfigTests {
    private static func config(_ text: String) throws -> ImageConfig {
        let file = Dockerfile(text)
        return ImageConfig(file, try #require(file.lastStage))
    }

    @Test(arguments: [
        ("FROM a\nWORKDIR /srv\nWORKDIR app", "/srv/app"), ("FROM node:22\nWORKDIR app", "/app"),
        ("FROM golang:1.26\nWORKDIR app", "/go/app"),

        ("FROM a AS b\nWORKDIR /x\nFROM b\nWORKDIR y", "/x/y"), ("FROM a\nENV D=/d\nWORKDIR $D/e", "/d/e"),
    ])
    func workdirGoesOn(text: String, expected: String) throws {
        #expect(try Self.config(text).workdir?.value == expected)
    }

    @Test func aRelativeWorkdirOnAnUnknownImageIsUnknown() throws {
        let workdir = try #require(Self.config("FROM a\nWORKDIR app").workdir)
        #expect(workdir.value == nil)
    }

    @Test func stagesInheritWhatTheyDoNotSet() throws {
        let config = try Self.config("FROM a AS b\nUSER app\nEXPOSE 80\nENV A=1\nFROM b\nEXPOSE 81\nENV B=2")
        #expect(config.user?.value.raw == "app")
        #expect(config.exposed.map(\.value.raw) == ["80", "81"])
        #expect(config.environment.keys.sorted() == ["A", "B"])
    }

    @Test(arguments: [
        ("FROM a AS b\nCMD [\"x\"]\nFROM b\nENTRYPOINT [\"y\"]", ["y"]),
        ("FROM a AS b\nENTRYPOINT [\"y\"]\nFROM b\nCMD [\"x\"]", ["y", "x"]),
        ("FROM a\nCMD [\"x\"]\nENTRYPOINT [\"y\"]", ["y", "x"]),
        ("FROM a\nENTRYPOINT []\nCMD [\"x\"]", ["x"]),
        ("FROM a\nENTRYPOINT y\nCMD [\"x\"]", []),
        ("FROM a\nENTRYPOINT [\"y\"]\nCMD x z", ["y"]),
    ])
    func entrypointAndCommandAreJoined(text: String, expected: [String]) throws {
        #expect(CommandLine(try Self.config(text)).words.map(\.word.raw) == expected)
    }

    @Test func formsAreTold() throws {
        let ignored = CommandLine(try Self.config("FROM a\nENTRYPOINT y\nCMD [\"x\"]"))
        #expect(ignored.ignoredCommand == 2)
        #expect(ignored.script != nil)
        let mixed = CommandLine(try Self.config("FROM a\nENTRYPOINT [\"y\"]\nCMD x z"))
        #expect(mixed.shellArguments != nil)
        #expect(mixed.script == nil)
        let onlyCommand = CommandLine(try Self.config("FROM a\nCMD x"))
        #expect(onlyCommand.mayHaveBaseEntrypoint)
        #expect(CommandLine(try Self.config("FROM a\nUSER x")).isInherited)
    }
}

struct ImageFilesTests {
    private static func origin(_ dockerfile: String, _ path: String, _ files: [String]) -> String? {
        var all = Dictionary(uniqueKeysWithValues: files.map { ($0, "x") })
        all["Dockerfile"] = dockerfile
        let tree = MemoryTree(all)
        let context = BuildContext(tree: tree, root: "", dockerfilePath: "Dockerfile")
        let file = Dockerfile(dockerfile)
        guard let stage = file.lastStage else { return nil }
        switch ImageFiles(file, context: context).origin(of: path, in: stage) {
        case .context(let path, _)?: return path
        case .heredoc(let heredoc, _)?: return "<<" + heredoc.name
        case nil: return nil
        }
    }

    @Test(
        arguments: [
            ("FROM node:22\nCOPY a.sh /b.sh", "/b.sh", "a.sh"),
            ("FROM node:22\nCOPY bin/ /usr/bin/", "/usr/bin/a.sh", "bin/a.sh"),
            ("FROM node:22\nWORKDIR /app\nCOPY . .", "/app/bin/a.sh", "bin/a.sh"),
            ("FROM node:22\nCOPY . .", "/a.sh", "a.sh"), ("FROM php:8.3\nCOPY . .", "/var/www/html/a.sh", "a.sh"),
            ("FROM unknown\nCOPY . .", "/a.sh", nil),
            ("FROM a AS b\nCOPY a.sh /x/\nFROM c\nCOPY --from=b /x/a.sh /run", "/run", "a.sh"),
            ("FROM a AS b\nCOPY a.sh /x/\nFROM b", "/x/a.sh", "a.sh"),
            ("FROM a\nCOPY *.sh /x/", "/x/a.sh", "a.sh"), ("FROM a\nCOPY <<EOF /r\nx\nEOF", "/r", "<<EOF"),
            ("FROM a\nCOPY a.sh /x/", "/x/b.sh", nil), ("FROM a\nCOPY --from=img /a.sh /a.sh", "/a.sh", nil),
        ] as [(String, String, String?)])
    func copiesAreFollowedBack(dockerfile: String, path: String, expected: String?) {
        #expect(Self.origin(dockerfile, path, ["a.sh", "bin/a.sh"]) == expected)
    }

    @Test func whatIsTakenInIsListed() throws {
        let text = "FROM a AS b\nCOPY src /src\nFROM node:22\nCOPY --from=b /src/x /x\nCOPY web /web\n"
        let tree = MemoryTree(["Dockerfile": text, "src/x": "", "web/y": "", "other/z": ""])
        let context = BuildContext(tree: tree, root: "", dockerfilePath: "Dockerfile")
        let file = Dockerfile(text)
        let stage = try #require(file.lastStage)
        #expect(ImageFiles(file, context: context).contextPaths(in: stage, context) == ["src/x", "web/y"])
    }
}
