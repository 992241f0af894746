import Basics
import Foundation
import Testing

@testable import plimsoll

struct DoctorTests {
    /// A folder of programs that answer with a text, to be put in PATH.
    private func tools(_ answers: [String: String]) throws -> TestFolder {
        let folder = try TestFolder(answers.mapValues { Data("#!/bin/sh\n\($0)\n".utf8) })
        for name in answers.keys { try folder.permissions(name, 0o755) }
        return folder
    }

    private func examine(_ place: TestFolder, path: String = "", _ more: [String: String] = [:]) async throws -> Checkup
    {
        var environment = ["PATH": path, "DOCKER_HOST": "unix:///nowhere/docker.sock"]
        environment.merge(more) { $1 }
        return try await Examination(path: place.path(""), environment: environment, patience: .seconds(60)).run()
    }

    private func tool(_ name: String, _ checkup: Checkup) throws -> Checkup.Tool {
        try #require(checkup.tools.first { $0.name == name })
    }

    @Test func toolsAreFoundWithTheirVersions() async throws {
        let tools = try tools([
            "git": "echo git version 2.39.5", "shellcheck": "echo ShellCheck - analysis tool; echo version: 0.9.0",
        ])
        let checkup = try await examine(TestFolder([:]), path: tools.path(""))
        #expect(try tool("Git", checkup).version == "2.39.5")
        #expect(try tool("ShellCheck", checkup).version == "0.9.0")
        #expect(try tool("ShellCheck", checkup).state == .found)
        #expect(try tool("Docker Engine", checkup).state == .absent)
    }

    @Test func whatIsAbsentIsToldWithTheWayToGetIt() async throws {
        let checkup = try await examine(TestFolder([:]))
        #expect(checkup.tools.map(\.state) == [.absent, .absent, .absent, .absent])
        for language in Language.allCases {
            let text = CheckupText(checkup: checkup, language: language, width: 100).render()
            #expect(text.contains("apt-get install shellcheck") && text.contains("brew install git"), "\(text)")
            #expect(!text.contains("{"), "every argument is filled in")
        }
    }

    @Test func aProgramThatFailsDoesNotAnswer() async throws {
        let tools = try tools(["git": "exit 1"])
        #expect(try await tool("Git", examine(TestFolder([:]), path: tools.path(""))).state == .silent)
    }

    @Test(arguments: [("level: strict\n", Checkup.SettingsFile.State.valid), ("levl: strict\n", .invalid)])
    func settingsAreRead(text: String, state: Checkup.SettingsFile.State) async throws {
        let folder = try TestFolder(["plimsoll.yml": Data(text.utf8), ".hadolint.yaml": Data("ignored: []\n".utf8)])
        let checkup = try await examine(folder)
        #expect(checkup.settings.map(\.state) == [state, .foreign])
        #expect(checkup.isFaulty == (state == .invalid))
        if state == .invalid { #expect(checkup.settings.first?.detail.en.contains("did you mean `level`") == true) }
    }

    @Test func theLanguageAndWhatDecidedItAreTold() async throws {
        let folder = try TestFolder([:])
        let japanese = try await examine(folder, ["LANG": "C", "LC_ALL": "ja_JP.UTF-8"]).terminal
        #expect(japanese.language == "ja" && japanese.languageFrom == "LC_ALL=ja_JP.UTF-8")
        #expect(try await examine(folder).terminal.languageFrom == nil)
    }

    @Test func theExitCodeIsTwoForWrongSettingsOnly() async throws {
        for (text, code) in [("level: strict\n", Int32(0)), ("- a\n", 2)] {
            let folder = try TestFolder(["plimsoll.yml": Data(text.utf8)])
            let result = try Program.run("doctor", folder.path(""), "--format", "json")
            #expect(result.code == code)
            let checkup = try JSONDecoder().decode(Checkup.self, from: Data(result.output.utf8))
            #expect(checkup.version == Version.number)
        }
    }

    @Test func anEngineIsAskedForItsVersion() {
        #expect(UnixSocket.ask("/nowhere", "/_ping") == nil)
        #expect(UnixSocket.ask(String(repeating: "a", count: 300), "/_ping") == nil, "too long for an address")
    }
}
