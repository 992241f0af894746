import ArgumentParser
import Basics
import Foundation
import ImageScan
import Lens
import OCIImage
import Reports
import RuleKit
import Rules
import Workload

struct ImageCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "image",
        abstract: "Open a built image: layers, waste, secrets, packages, vulnerabilities.",
        discussion: """
            REF is an image of the local Docker Engine or of a registry, a folder with an OCI layout, an archive of \
            `docker save` or `skopeo copy`, or - for an archive on standard input. A prefix says it clearly: oci:DIR, \
            oci-archive:FILE, docker-archive:FILE, docker-daemon:NAME, docker://NAME.

            Exit code: 0 fit; 1 findings at or over --fail-on; 2 wrong usage; 3 something could not be read.
            """
    )

    @Argument(help: "The image.", completion: .file())
    var reference: String

    @Option(name: .long, help: "How to print: \(ImageFormat.names).")
    var format: ImageFormat = .report(.text)

    @Option(name: .long, help: "Also write FORMAT=FILE, e.g. cyclonedx=bom.json; may be given several times.")
    var output: [ImageOutput] = []

    @Option(
        name: .long, help: "The Dockerfile that made it, or a folder with several: findings point to its lines.",
        completion: .file())
    var dockerfile: String?

    @Option(
        name: .long, help: "A file that says what the image may weigh; else `budget:` of plimsoll.yml.",
        completion: .file())
    var budget: String?

    @Flag(name: .long, help: "Do not look for secrets.")
    var noSecrets = false

    @Flag(name: .long, help: "Do not look for packages, and so not for vulnerabilities.")
    var noPackages = false

    @Flag(name: .long, help: "Do not ask the advisory database.")
    var noVulnerabilities = false

    @Flag(name: .long, help: "Only list the platforms of the image.")
    var platforms = false

    @OptionGroup var evidence: ImageOptions

    @Option(name: .long, help: "en or ja; else LANG decides.")
    var lang: Language?

    @Option(name: .long, help: "The severity from which findings fail: \(Severity.names), or never.")
    var failOn: FailOn?

    @Option(name: .long, help: "Which rules judge: calm, strict or style.")
    var level: RuleSet?

    @Option(
        name: .long, help: "Settings; else plimsoll.yml beside the Dockerfile or here.",
        completion: .file(extensions: ["yml", "yaml"]))
    var config: String?

    @Flag(name: .shortAndLong, help: "One line a finding.")
    var quiet = false

    @Flag(name: .shortAndLong, help: "Every package and item, and what holds or is unsure.")
    var verbose = false

    @Option(name: .long, help: "Colour: auto, always or never.")
    var color: ColourChoice = .auto

    func validate() throws {
        if quiet, verbose { throw ValidationError("--quiet and --verbose exclude each other") }
        if platforms, ![.report(.text), .report(.json)].contains(format) {
            throw ValidationError("--platforms prints text or json")
        }
    }

    private var request: ImageRequest {
        var request = evidence.request(reference)
        request.looksForSecrets = !noSecrets
        request.looksForPackages = !noPackages
        request.looksForVulnerabilities = !noVulnerabilities && !noPackages
        return request
    }

    func run() async throws {
        let language = lang ?? Language.ofEnvironment
        do throws(Failure) {
            if platforms { return try await PlatformList.print(request, asJSON: format == .report(.json)) }
            let outcome = try await ImageReviewer(
                request: request, dockerfile: dockerfile, budget: budget, level: level, config: config
            ).run()
            try show(outcome, language)
            let threshold = failOn ?? outcome.failOn ?? .severity(.medium)
            let fails = outcome.review.faults.contains { threshold.fails($0.severity) }
            if fails { throw Failure(.invalid, ImageCommand.failed) }
        } catch {
            if error.message == ImageCommand.failed { throw ExitCode(1) }
            Terminal.complain(error, language)
            throw ExitCode(error.code == .notFound || error.code == .invalid ? 2 : 3)
        }
    }

    private static let failed = Text(en: "findings", ja: "指摘")

    private func show(_ outcome: ImageReviewer.Outcome, _ language: Language) throws(Failure) {
        for output in output {
            try StoredFile.save(try render(output.format, outcome, language), to: output.path)
        }
        guard format == .report(.text) else { return Terminal.print(try render(format, outcome, language)) }
        let ink = Ink(isOn: color.isOn)
        if !quiet {
            Terminal.print(
                ImageText(
                    outcome.record, language: language, ink: ink, width: Terminal.width, isLong: verbose
                ).render())
        }
        let detail: TerminalReport.Detail = quiet ? .quiet : verbose ? .verbose : .normal
        Terminal.print(
            TerminalReport(outcome.review, language: language, detail: detail, ink: ink, width: Terminal.width).render()
        )
    }

    private func render(
        _ format: ImageFormat, _ outcome: ImageReviewer.Outcome, _ language: Language
    ) throws(Failure) -> String {
        do {
            return try format.render(outcome.review, outcome.image, language)
        } catch {
            throw Failure(
                .invalid, Text(en: "The report cannot be written.", ja: "レポートを作成できません。"),
                cause: String(describing: error))
        }
    }
}
