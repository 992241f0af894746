import ArgumentParser
import Basics
import Foundation
import OCIImage
import Reports
import RuleKit

struct ReviewCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "review",
        abstract: "Find the container workloads, judge them, and answer the Container Build Lens.",
        discussion: """
            Exit code: 0 fit; 1 findings at or over --fail-on; 2 wrong usage; 3 something could not be judged.
            """
    )

    @Argument(help: "Files or folders to review; - reads a Dockerfile from standard input.", completion: .file())
    var paths: [String] = ["."]

    @Option(name: .long, help: "How to print: \(ReportFormat.names).")
    var format: ReportFormat = .text

    @Option(name: .long, help: "Also write FORMAT=FILE, e.g. html=report.html; may be given several times.")
    var output: [ReportOutput] = []

    @Option(name: .long, help: "en or ja; else LANG decides.")
    var lang: Language?

    @Option(name: .long, help: "The severity from which findings fail the review: \(Severity.names), or never.")
    var failOn: FailOn?

    @Option(name: .long, help: "Which rules judge: calm, strict or style.")
    var level: RuleSet?

    @Option(
        name: .long, help: "Settings and attestations; else plimsoll.yml beside what is reviewed.",
        completion: .file(extensions: ["yml", "yaml"]))
    var config: String?

    @Option(name: .long, help: "A file of known findings: they are not listed and do not fail, only new ones do.")
    var baseline: String?

    @Flag(name: .long, help: "Write all that is found to the file of --baseline, and remove from it what is gone.")
    var updateBaseline = false

    @Option(
        name: .long,
        help: "List only findings in lines that changed since the work left that revision, e.g. origin/main.")
    var diff: String?

    @Option(
        name: .long,
        help:
            "A built image to open and hold against its Dockerfile, as for `plimsoll image`; may be given several times.",
        completion: .file())
    var image: [String] = []

    @OptionGroup var evidence: ImageOptions

    @Flag(name: .shortAndLong, help: "One line a finding.")
    var quiet = false

    @Flag(name: .shortAndLong, help: "Also what holds, what is unsure, and each criterion of the answers.")
    var verbose = false

    @Flag(name: .long, help: "Leave ShellCheck out, even where it is installed.")
    var noShellcheck = false

    @Option(name: .long, help: "Colour: auto, always or never.")
    var color: ColourChoice = .auto

    func validate() throws {
        if quiet, verbose { throw ValidationError("--quiet and --verbose exclude each other") }
        if image.isEmpty, evidence.isGiven {
            throw ValidationError(
                "--platform, --db, --vex, --key, --report and --insecure are about images: name one with --image")
        }
        if image.count > 1, !evidence.report.isEmpty {
            throw ValidationError("--report is about one image, and --image names \(image.count)")
        }
        if updateBaseline, baseline == nil { throw ValidationError("--update-baseline needs --baseline FILE") }
        if updateBaseline, diff != nil {
            throw ValidationError("--update-baseline takes in all findings, and --diff leaves most of them out")
        }
    }

    func run() async throws {
        let language = lang ?? Language.ofEnvironment
        var request = ReviewRequest(
            paths: paths, level: level, failOn: failOn, config: config, usesShellCheck: !noShellcheck)
        request.answers = !(quiet && format == .text && output.isEmpty)
        request.baseline = baseline
        request.updatesBaseline = updateBaseline
        request.diff = diff
        request.images = image.map(evidence.request)
        request.identities = format != .text || !output.isEmpty
        let outcome: ReviewOutcome
        do throws(Failure) {
            outcome = try await Reviewer(request, progress: Progress(isOn: !quiet, language)).run()
        } catch {
            Terminal.complain(error, language)
            throw ExitCode(error.code == .notFound || error.code == .invalid ? 2 : 3)
        }
        if let text = outcome.baseline?.text, let baseline { try StoredFile.write(text, to: baseline, language) }
        for output in output {
            try StoredFile.write(output.format.render(outcome.review, language), to: output.path, language)
        }
        if format == .text {
            let detail: TerminalReport.Detail = quiet ? .quiet : verbose ? .verbose : .normal
            let ink = Ink(isOn: color.isOn)
            for image in outcome.review.images where !quiet {
                let text = ImageText(image, language: language, ink: ink, width: Terminal.width, isLong: verbose)
                Terminal.print(text.render() + "\n")
            }
            let report = TerminalReport(
                outcome.review, language: language, detail: detail, ink: ink, width: Terminal.width)
            Terminal.print(report.render())
        } else {
            Terminal.print(try format.render(outcome.review, language))
        }
        // The process ends with all it has read still in memory: to free it piece by piece takes longer than a review.
        withExtendedLifetime(outcome) { Plimsoll.exit(withError: ExitCode(outcome.exitCode)) }
    }
}
