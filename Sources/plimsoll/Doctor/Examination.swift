import Advisories
import Basics
import Foundation
import Reports
import RuleKit
import ShellCheck
import Workload

/// Looks at the machine and the folder for `plimsoll doctor`.
struct Examination {
    let path: String
    let environment: [String: String]
    /// How long another program may take to answer.
    var patience: Duration = .seconds(3)

    func run() async throws(Failure) -> Checkup {
        async let shellCheck = shellCheck()
        async let git = git()
        async let engine = engine()
        let place = try ReviewPlace([path])
        return Checkup(
            version: Version.number, program: Bundle.main.executablePath,
            tools: [await shellCheck, await git, await engine, database], settings: settings(place),
            containerFiles: place.found.containerFiles.count, terminal: terminal)
    }

    /// Waits for the socket away from the caller's thread.
    @concurrent private static func ping(_ socket: String?) async -> String? {
        socket.flatMap { UnixSocket.ask($0, "/_ping") }
    }

    private var search: String { environment["PATH"] ?? "" }

    private func shellCheck() async -> Checkup.Tool {
        let path = ShellCheckRun.find(path: search)
        let output = await path.asyncMap { await ToolVersion.output(of: $0, ["--version"], within: patience) }
        return Checkup.Tool(
            name: "ShellCheck", state: Self.state(path, output), version: output.flatMap(ToolVersion.number),
            path: path,
            adds: Text(
                en:
                    "faults in the shell of RUN instructions, with ShellCheck's own ids; without it all rules of Plimsoll still judge",
                ja: "RUN 命令のシェルに潜む問題を ShellCheck の ID で報告します。なくても Plimsoll のルールはすべて動作します"),
            install: ["debian": "apt-get install shellcheck", "macos": "brew install shellcheck"])
    }

    private func git() async -> Checkup.Tool {
        let path = ToolVersion.find("git", in: search)
        let output = await path.asyncMap { await ToolVersion.output(of: $0, ["--version"], within: patience) }
        return Checkup.Tool(
            name: "Git", state: Self.state(path, output), version: output.flatMap(ToolVersion.number), path: path,
            adds: Text(
                en:
                    "how often a COPY really invalidates the build cache, from the history; reviews of what changed since a revision (--diff)",
                ja: "コミット履歴に基づくビルドキャッシュの無効化頻度の算出と、指定リビジョンからの変更だけの評価 (--diff)"),
            install: ["debian": "apt-get install git", "macos": "brew install git"])
    }

    private func engine() async -> Checkup.Tool {
        let host = environment["DOCKER_HOST"] ?? "unix:///var/run/docker.sock"
        let socket = host.hasPrefix("unix://") ? String(host.dropFirst("unix://".count)) : nil
        let answer = await Self.ping(socket)
        let isThere = socket.map { FileManager.default.fileExists(atPath: $0) } ?? true
        return Checkup.Tool(
            name: "Docker Engine", state: answer != nil ? .found : isThere ? .silent : .absent,
            version: answer.flatMap(Self.apiVersion), path: host,
            adds: Text(
                en: "images by the names that it knows (`plimsoll image`); a review of files needs none",
                ja: "Docker Engine 上のイメージを名前で指定できます (`plimsoll image`)。ファイルの評価には不要です"),
            install: ["debian": "apt-get install docker.io", "macos": "brew install colima docker"])
    }

    /// What vulnerabilities are looked up in, and of which day its oldest part is.
    private var database: Checkup.Tool {
        let path = DatabasePlace.path(environment)
        let isThere = path.map { FileManager.default.fileExists(atPath: $0) } ?? false
        let sources = isThere ? path.flatMap { try? AdvisoryDatabase(path: $0).sources() } : nil
        let oldest = sources?.filter(\.isWhole).map(\.dated.day).min()
        return Checkup.Tool(
            name: Checkup.Tool.database, state: !isThere ? .absent : oldest == nil ? .silent : .found,
            version: oldest.map(\.description), path: path,
            adds: Text(
                en: "known vulnerabilities of the packages in an image; without it they are unknown",
                ja: "イメージ内のパッケージの既知の脆弱性を判定できます。なければ脆弱性は不明として扱います"),
            install: ["any": "plimsoll db update"])
    }

    private static func state(_ path: String?, _ output: String?) -> Checkup.Tool.State {
        path == nil ? .absent : output == nil ? .silent : .found
    }

    /// `Api-Version: 1.50` of the answer's head.
    private static func apiVersion(_ answer: String) -> String? {
        for line in answer.split(whereSeparator: \.isNewline) {
            let parts = line.split(separator: ":", maxSplits: 1)
            guard parts.count == 2, let name = parts.first, let value = parts.last else { continue }
            if name.lowercased() == "api-version" { return "API \(value.drop { $0 == " " })" }
        }
        return nil
    }

    /// Files of other tools by name, and whether a review honours them.
    private static let foreign = [
        (".hadolint.yaml", true), (".hadolint.yml", true), (".trivyignore", true), (".trivyignore.yaml", true),
        (".checkov.yaml", true), (".checkov.yml", true), ("trivy.yaml", false), (".dockleignore", false),
    ]

    private func settings(_ place: ReviewPlace) -> [Checkup.SettingsFile] {
        var files: [Checkup.SettingsFile] = []
        if let source = place.projectFile { files.append(Self.own(source, place)) }
        for (name, isHonoured) in Self.foreign where place.tree.exists(name) {
            let detail =
                isHonoured
                ? Text(
                    en: "another tool's, and honoured; `plimsoll init` takes over what it says",
                    ja: "他ツールの設定です。レビューに適用され、`plimsoll init` で引き継げます")
                : Text(en: "another tool's; a review does not read it", ja: "他ツールの設定です。レビューには使いません")
            files.append(.init(path: place.shown(name), state: .foreign, detail: detail))
        }
        return files
    }

    private static func own(_ source: SourceFile, _ place: ReviewPlace) -> Checkup.SettingsFile {
        let path = place.shown(source.path)
        do throws(Failure) {
            let project = try ProjectFile.read(source)
            let (rules, attestations) = (project.settings.rules.count, project.attestations.count)
            return .init(
                path: path, state: .valid,
                detail: Text(
                    en: "level \(project.settings.set.rawValue), \(rules) rules set, \(attestations) attestations",
                    ja: "レベル \(project.settings.set.rawValue)、ルールの設定 \(rules) 件、表明 \(attestations) 件"))
        } catch {
            return .init(path: path, state: .invalid, detail: Text(en: error.text(.english), ja: error.text(.japanese)))
        }
    }

    private var terminal: Checkup.TerminalFacts {
        let name = ["LC_ALL", "LC_MESSAGES", "LANG"].first { environment[$0]?.isEmpty == false }
        return .init(
            isInteractive: Terminal.isInteractive, colour: ColourChoice.auto.isOn, columns: Terminal.width,
            language: Language(locale: name.flatMap { environment[$0] }).rawValue,
            languageFrom: name.map { "\($0)=\(environment[$0] ?? "")" })
    }
}

extension Optional where Wrapped: Sendable {
    fileprivate func asyncMap<Result>(_ transform: (Wrapped) async -> Result?) async -> Result? {
        guard let self else { return nil }
        return await transform(self)
    }
}
