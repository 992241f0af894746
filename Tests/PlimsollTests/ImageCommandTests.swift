import Foundation
import Testing

@testable import plimsoll

/// `plimsoll image` as people run it, on images that the test writes.
struct ImageCommandTests {
    private func folder(_ image: ImageOnDisk = .demo(), _ more: [String: Data] = [:]) throws -> TestFolder {
        var files = ["demo.tar": image.dockerArchive(), "Dockerfile": Data(ImageOnDisk.dockerfile.utf8)]
        for (path, data) in image.layout() { files["layout/\(path)"] = data }
        return try TestFolder(files.merging(more) { $1 })
    }

    /// Runs it without a database, in the folder.
    private func run(_ folder: TestFolder, _ arguments: String...) throws -> Program.Result {
        try Program.start(
            Program.program.path, ["image"] + arguments, in: URL(filePath: folder.path("")),
            environment: ["PLIMSOLL_DB": folder.path("none.sqlite"), "LANG": "C", "COLUMNS": "120"])
    }

    private func object(_ text: String) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }

    // MARK: What is told

    @Test func layersAreJoinedToTheLinesOfTheDockerfile() throws {
        let folder = try folder()
        let run = try run(folder, "demo.tar", "--dockerfile", "Dockerfile")
        #expect(run.code == 0, "\(run.errors)\(run.output)")
        #expect(run.output.contains("Debian 12") && run.output.contains("base debian:12"), "\(run.output)")
        #expect(run.output.contains("Dockerfile:2  RUN pip install demo"), "\(run.output)")
        #expect(run.output.contains("Dockerfile:3  RUN rm /srv/settings"))
        #expect(run.output.contains("/srv/settings by layer 3"), "what was deleted is waste")
        // Without a database nothing is called clean.
        #expect(run.output.contains("There is no advisory database. Run `plimsoll db update`."))
        let japanese = try self.run(folder, "demo.tar", "--dockerfile", ".", "--lang", "ja")
        #expect(japanese.code == 0 && japanese.output.contains("アドバイザリーデータベースがありません"), "\(japanese.output)")
    }

    @Test func aDockerfileThatDoesNotFitIsSaid() throws {
        let other = "FROM alpine:3.22\nCOPY a /a\nRUN make\nRUN strip /a\nENTRYPOINT [\"/a\"]\n"
        let folder = try folder(.demo(), ["other/Dockerfile": Data(other.utf8)])
        let run = try run(folder, "demo.tar", "--dockerfile", "other")
        #expect(run.output.contains("No Dockerfile there fits the image's history"), "\(run.output)")
        #expect(!run.output.contains("Dockerfile:2  RUN"))
    }

    @Test func aDeletedSecretFailsAndIsNeverShownWhole() throws {
        let token = ImageOnDisk.token()
        let folder = try folder(.demo(token: token))
        for format in ["text", "json", "html", "sarif", "markdown", "csv", "junit"] {
            let run = try run(folder, "demo.tar", "--format", format)
            #expect(run.code == 1, "\(format): \(run.errors)")
            #expect(!run.output.contains(token) && !run.output.contains(token.dropFirst(8)), "\(format)")
        }
        let text = try run(folder, "demo.tar").output
        #expect(text.contains("glpa****(26)") && text.contains("hidden by layer 3, still readable"), "\(text)")
        #expect(try run(folder, "demo.tar", "--fail-on", "never").code == 0)
        #expect(try run(folder, "demo.tar", "--no-secrets").code == 0)
        #expect(try run(folder, "demo.tar", "--quiet").output.contains("IM201"))
    }

    /// The same image in each of its forms says the same.
    @Test func everyFormTellsTheSame() throws {
        let image = ImageOnDisk.demo(token: ImageOnDisk.token())
        let folder = try folder(image)
        try TarFile.write(image.layout(), to: folder.path("layout.tar"))
        var seen: Set<[String]> = []
        for reference in [
            "demo.tar", "layout", "oci:layout:1", "layout.tar", "oci-archive:layout.tar", "docker-archive:demo.tar",
        ] {
            let run = try run(folder, reference, "--format", "json")
            #expect(run.code == 1, "\(reference): \(run.errors)")
            let record = try #require((object(run.output)["images"] as? [[String: Any]])?.first, "\(reference)")
            let secrets = record["secrets"] as? [[String: Any]] ?? []
            let packages = record["packages"] as? [[String: Any]] ?? []
            seen.insert([
                "\(secrets.count)", packages.compactMap { $0["name"] as? String }.joined(separator: ","),
                "\((record["layers"] as? [Any])?.count ?? 0)",
            ])
        }
        #expect(seen == [["1", "Demo", "3"]], "\(seen)")
    }

    @Test func standardInputIsAnArchive() throws {
        let folder = try folder()
        let run = try Program.start(
            "sh", ["-c", "exec \"$0\" image - --format json < demo.tar", Program.program.path],
            in: URL(filePath: folder.path("")), environment: ["PLIMSOLL_DB": folder.path("none.sqlite")])
        #expect(run.code == 0, "\(run.errors)")
        #expect((try object(run.output)["images"] as? [Any])?.count == 1)
    }

    /// A report without findings must not look as if the image were known to be clean.
    @Test(arguments: [
        ["--quiet"], ["--format", "markdown"], ["--format", "junit"], ["--format", "github"], ["--format", "sarif"],
    ])
    func noFormHidesThatNothingIsKnown(arguments: [String]) throws {
        let folder = try folder()
        let all = ["image", "demo.tar"] + arguments
        for (language, words) in [("en", "There is no advisory database."), ("ja", "アドバイザリーデータベースがありません。")] {
            let run = try Program.start(
                Program.program.path, all + ["--lang", language], in: URL(filePath: folder.path("")),
                environment: ["PLIMSOLL_DB": folder.path("none.sqlite")])
            #expect(run.output.contains(words), "\(run.errors)\(run.output)")
            // Who did not ask is not told.
            let other = try Program.start(
                Program.program.path, all + ["--lang", language, "--no-vulnerabilities"],
                in: URL(filePath: folder.path("")), environment: ["PLIMSOLL_DB": folder.path("none.sqlite")])
            #expect(!other.output.contains(words), "\(other.output)")
        }
    }

    @Test func whatCannotBeWrittenIsSaid() throws {
        let folder = try folder()
        for (path, words) in [
            ("layout", "`layout` is a folder. Name a file to write."), ("nosuch/a.html", "there is no such folder"),
        ] {
            let run = try run(folder, "demo.tar", "--output", "html=\(path)")
            #expect(run.code == 3 && run.errors.contains(words), "\(run.errors)")
        }
        let both = try run(folder, "demo.tar", "--output", "markdown=-", "--quiet")
        #expect(both.code == 0 && both.output.hasPrefix("<!-- plimsoll-review -->"), "\(both.errors)")
        #expect(!FileManager.default.fileExists(atPath: folder.path("-")))
    }

    @Test func aNameThatNobodyKnowsIsToldOfBothPlaces() throws {
        let folder = try folder()
        let run = try Program.start(
            Program.program.path, ["image", "127.0.0.1:1/nosuch:1"], in: URL(filePath: folder.path("")),
            environment: ["DOCKER_HOST": "unix://\(folder.path("none.sock"))"])
        #expect(run.code == 3)
        #expect(run.errors.contains("No Docker Engine runs at"), "\(run.errors)")
        #expect(run.errors.contains("So its registry was asked: 127.0.0.1"), "\(run.errors)")
    }

    @Test func platformsAreListedAndChosen() throws {
        var image = ImageOnDisk.demo()
        image.architectures = ["amd64", "arm64", "s390x"]
        let folder = try folder(image)
        let list = try run(folder, "layout", "--platforms")
        #expect(list.code == 0, "\(list.errors)")
        let lines = list.output.split(separator: "\n")
        #expect(
            lines.map { $0.prefix { $0 != " " } } == ["linux/amd64", "linux/arm64", "linux/s390x"], "\(list.output)")
        #expect(lines.allSatisfy { $0.contains("sha256:") })
        let json = try run(folder, "layout", "--platforms", "--format", "json")
        let entries = try #require(try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [[String: Any]])
        #expect(entries.map { $0["platform"] as? String } == ["linux/amd64", "linux/arm64", "linux/s390x"])
        #expect(entries.allSatisfy { ($0["manifest"] as? String)?.hasPrefix("sha256:") == true })
        #expect(try run(folder, "layout", "--platforms", "--format", "html").code == 2)
        let chosen = try run(folder, "layout", "--platform", "linux/s390x")
        #expect(chosen.code == 0 && chosen.output.contains("linux/s390x"), "\(chosen.errors)")
        let missing = try run(folder, "layout", "--platform", "linux/riscv64")
        #expect(missing.code == 2 && missing.errors.contains("linux/arm64"), "\(missing.errors)")
    }

    // MARK: Lists of packages

    /// Checks a document with a schema where Python can; the schemas lie beside the repository.
    private func validate(_ path: String, _ schema: String) throws {
        let schemas = Program.root.deletingLastPathComponent().appending(path: "shared/schemas")
        let file = schemas.appending(path: schema)
        guard FileManager.default.fileExists(atPath: file.path),
            try Program.start("python3", ["-c", "import jsonschema, referencing"]).code == 0
        else { return }
        let script = """
            import json, sys, pathlib, jsonschema, referencing
            folder = pathlib.Path(sys.argv[1]).parent
            load = lambda path: json.loads(pathlib.Path(path).read_text())
            registry = referencing.Registry()
            for other in folder.glob("*.schema.json"):
                schema = load(other)
                resource = referencing.Resource.from_contents(
                    schema, default_specification=referencing.jsonschema.DRAFT7)
                registry = registry.with_resource(schema.get("$id", other.name), resource)
            kind = jsonschema.validators.validator_for(load(sys.argv[1]))
            errors = list(kind(load(sys.argv[1]), registry=registry).iter_errors(load(sys.argv[2])))
            print([error.message for error in errors][:5])
            sys.exit(bool(errors))
            """
        let check = try Program.start("python3", ["-c", script, file.path, path])
        #expect(check.code == 0, "\(schema): \(check.output)\(check.errors)")
    }

    @Test(arguments: [
        ("spdx", "spdx-2.3.schema.json", "SPDX-2.3"), ("cyclonedx", "cyclonedx-bom-1.6.schema.json", "CycloneDX"),
    ])
    func packagesAreWrittenAsOthersReadThem(format: String, schema: String, mark: String) throws {
        let folder = try folder()
        let run = try run(
            folder, "demo.tar", "--quiet", "--output", "\(format)=bom.json", "--output", "json=review.json")
        #expect(run.code == 0, "\(run.errors)")
        let text = try String(contentsOfFile: folder.path("bom.json"), encoding: .utf8)
        #expect(text.contains(mark) && text.contains("pkg:pypi/demo@1.0"), "\(text.prefix(400))")
        try validate(folder.path("bom.json"), schema)
        #expect(FileManager.default.fileExists(atPath: folder.path("review.json")))
        #expect(try self.run(folder, "demo.tar", "--format", format).output.contains("pkg:pypi/demo@1.0"))
    }

    @Test func theStoredReviewKeepsToItsSchema() throws {
        let folder = try folder(.demo(token: ImageOnDisk.token()))
        _ = try run(folder, "demo.tar", "--dockerfile", "Dockerfile", "--output", "json=review.json", "--quiet")
        let again = try Program.run("report", folder.path("review.json"), "--format", "json")
        #expect(again.code == 0 && again.output.contains("glpa****(26)"), "\(again.errors)")
    }

    // MARK: Budget and settings

    @Test func aBudgetIsReadFromItsOwnFileAndFromTheSettings() throws {
        let folder = try folder(
            .demo(), ["wrong.yml": Data("size: many\n".utf8), "budget.yml": Data("budget:\n  size: 1 GB\n".utf8)])
        #expect(try run(folder, "demo.tar", "--budget", "budget.yml").code == 0)
        let wrong = try run(folder, "demo.tar", "--budget", "wrong.yml")
        #expect(wrong.code == 2 && wrong.errors.contains("wrong.yml:1"), "\(wrong.errors)")
        #expect(try run(folder, "demo.tar", "--budget", "nowhere.yml").code == 2)
    }

    // MARK: What cannot be read

    struct Wrong: Sendable, CustomTestStringConvertible {
        let arguments: [String]
        let code: Int32
        let says: String

        var testDescription: String { arguments.joined(separator: " ") }
    }

    @Test(arguments: [
        Wrong(arguments: ["nowhere.tar"], code: 2, says: "There is no file or folder nowhere.tar"),
        Wrong(arguments: ["oci:nowhere"], code: 2, says: "nowhere"),
        Wrong(arguments: ["empty.tar"], code: 2, says: "empty file"),
        Wrong(arguments: ["cut.tar"], code: 2, says: "ends too early"),
        Wrong(arguments: ["root.tar"], code: 2, says: "root.tar"),
        Wrong(arguments: ["text.tar"], code: 2, says: "text.tar"),
        Wrong(arguments: ["./folder"], code: 2, says: "folder"),
        Wrong(arguments: ["."], code: 2, says: "is a folder with a Dockerfile"),
        Wrong(arguments: ["Upper/Case:1"], code: 2, says: "lower case"),
        Wrong(arguments: ["layout-broken"], code: 2, says: "sha256"),
        Wrong(arguments: ["demo.tar", "--vex", "nowhere.json"], code: 2, says: "nowhere.json"),
        Wrong(arguments: ["demo.tar", "--vex", "text.tar"], code: 2, says: "text.tar"),
        Wrong(arguments: ["demo.tar", "--db", "text.tar"], code: 2, says: "text.tar"),
        Wrong(arguments: ["demo.tar", "--db", "nowhere.sqlite"], code: 2, says: "plimsoll db update"),
        Wrong(arguments: ["demo.tar", "--dockerfile", "nowhere"], code: 2, says: "nowhere"),
        Wrong(
            arguments: ["demo.tar", "--output", "json=missing/folder/a.json"], code: 3, says: "missing/folder/a.json"),
    ])
    func whatIsWrongIsSaid(wrong: Wrong) throws {
        let image = ImageOnDisk.demo()
        var more: [String: Data] = [
            "empty.tar": Data(), "cut.tar": image.dockerArchive().prefix(3_000), "text.tar": Data("hello\n".utf8),
            "root.tar": ImageOnDisk.tar([("etc/passwd", Data("root:x:0:0::/:/bin/sh\n".utf8), 0o644)]),
            "folder/a.txt": Data("a".utf8),
        ]
        for (path, data) in image.layout() {
            // One layer is not what its digest says.
            let isLayer = path.hasPrefix("blobs/") && data.count > 1_500
            more["layout-broken/\(path)"] = isLayer ? data + Data([0]) : data
        }
        let folder = try folder(image, more)
        let database = wrong.arguments.contains("--db") || wrong.arguments.contains("--vex")
        let run = try Program.start(
            Program.program.path, ["image"] + wrong.arguments, in: URL(filePath: folder.path("")),
            environment: database ? ["LANG": "C"] : ["LANG": "C", "PLIMSOLL_DB": folder.path("none.sqlite")])
        #expect(run.code == wrong.code, "\(run.code) \(run.errors)")
        #expect(run.errors.contains(wrong.says), "\(run.errors)")
        #expect(run.output.isEmpty || wrong.arguments.contains("--output"), "\(run.output)")
    }

    @Test func wrongUsageIsTwoOrTheParsersOwnCode() throws {
        let folder = try folder()
        let both = try run(folder, "demo.tar", "--quiet", "--verbose")
        #expect(both.code != 0 && both.errors.contains("exclude each other"))
        #expect(try run(folder, "demo.tar", "--platform", "a/b/c/d").code != 0)
        #expect(try run(folder, "demo.tar", "--format", "docx").code != 0)
    }
}

/// A layout as one archive.
enum TarFile {
    static func write(_ files: [String: Data], to path: String) throws {
        let sorted = files.sorted { $0.key < $1.key }.map { ($0.key, $0.value, 0o644) }
        try ImageOnDisk.tar(sorted).write(to: URL(filePath: path))
    }
}
