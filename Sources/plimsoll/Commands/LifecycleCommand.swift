import ArgumentParser
import Basics
import Foundation
import Lifecycle

struct LifecycleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lifecycle",
        abstract: "Show day by day what an ECR lifecycle policy deletes, and what storage costs.",
        discussion: """
            The policy is checked as ECR would check it, and applied to a list of images by ECR's documented rules.
            Without a list, images are made up from assumptions that are printed. With --references, images that a task
            definition names are watched. The exit code is 1 when one of them would be deleted or archived, and 2 when
            ECR would refuse the policy.
            """
    )

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json
    }

    @Argument(help: "The policy, as PutLifecyclePolicy takes it.", completion: .file(extensions: ["json"]))
    var policy: String

    @Option(
        name: .long, help: "The images: what `aws ecr describe-images` printed.",
        completion: .file(extensions: ["json"]))
    var images: String?

    @Option(name: .long, help: "How many days to show, 1 to 3650.")
    var days = 60

    @Option(name: .long, help: "The first day, as 2026-11-21; else today in UTC.", transform: LifecycleCommand.day)
    var from: Day = .today

    @Option(name: .long, help: "A file or folder whose task definitions' images must stay.", completion: .file())
    var references: [String] = []

    @Option(name: .long, help: "The repository's name: of --references, only its images count.")
    var repository: String?

    @Option(name: .long, help: "How to print: text or json.")
    var format: Format = .text

    @Option(name: .long, help: "en or ja; else LANG decides.")
    var lang: Language?

    func validate() throws {
        guard (1...3650).contains(days) else { throw ValidationError("--days must be from 1 to 3650.") }
    }

    func run() async throws {
        let language = lang ?? Language.ofEnvironment
        var isSafe = true
        do throws(Failure) {
            let reading = LifecyclePolicyReading(try Self.source(policy))
            guard let policy = reading.policy else { throw Self.refusal(reading.problems, policy) }
            let references = try await referenced(language)
            let list = try storedImages()
            let run = policy.run(
                list ?? InventedImages.images(for: policy, from: from, days: days, references: references),
                from: from, days: days, references: references)
            let report = LifecycleReport(policy: policy, path: self.policy, run: run, isInvented: list == nil)
            switch format {
            case .text: Terminal.print(report.text(language))
            case .json: Terminal.print(Self.json(LifecycleRecord(report, language)))
            }
            isSafe = run.warnings.isEmpty
        } catch {
            Terminal.complain(error, language)
            throw ExitCode(error.code == .notFound || error.code == .invalid ? 2 : 3)
        }
        guard isSafe else { throw ExitCode(1) }
    }

    /// The images of the list; nil without one.
    private func storedImages() throws(Failure) -> [StoredImage]? {
        guard let path = images else { return nil }
        let list = ImageList(try Self.source(path, limit: 64 << 20), now: Moment(from).adding(days: 1))
        guard list.problems.isEmpty else { throw Self.refusal(list.problems, path) }
        guard let repository else { return list.images }
        return list.images.filter { $0.repository == nil || $0.repository == repository }
    }

    private func referenced(_ language: Language) async throws(Failure) -> [ImageReference] {
        guard !references.isEmpty else { return [] }
        let found = await ReferencedImages.find(try ReviewPlace(references), language)
        return found.filter { reference in
            guard let repository, let other = reference.repository else { return true }
            return repository == other
        }
    }

    private static func source(_ path: String, limit: Int = 1 << 20) throws(Failure) -> SourceFile {
        SourceFile(path: path, bytes: try ReviewPlace.disk(path).read(path, limit: limit))
    }

    /// All problems in one failure, each on a line of its own.
    private static func refusal(_ problems: [LifecycleProblem], _ path: String) -> Failure {
        let lines = { (language: Language) in
            problems.map { $0.line(path, language) }.joined(separator: "\nplimsoll: ")
        }
        return Failure(.invalid, Text(en: lines(.english), ja: lines(.japanese)))
    }

    private static func json(_ record: LifecycleRecord) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(record)).map { String(decoding: $0, as: UTF8.self) + "\n" } ?? ""
    }

    @Sendable private static func day(_ text: String) throws -> Day {
        guard let day = Day(text) else { throw ValidationError("\(text) is not a date like 2026-11-21") }
        return day
    }
}
