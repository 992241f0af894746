import ArgumentParser
import Basics
import Reports

struct DiffCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Say what got better and worse from one stored review to another.",
        discussion: """
            Reviews are stored with `plimsoll review --output json=review.json`. What differs only because the rules \
            did, or because something was silenced, is told apart and makes nothing worse.

            Exit code: 0 nothing got worse; 1 something did; 2 wrong usage, or no sound review.
            """
    )

    @Argument(help: "The earlier stored review; - reads it from standard input.")
    var old: String

    @Argument(help: "The later stored review; - reads it from standard input.")
    var new: String

    @Option(name: .long, help: "How to print: \(ComparisonFormat.names).")
    var format: ComparisonFormat = .text

    @Option(name: .long, help: "en or ja; else LANG decides.")
    var lang: Language?

    @Option(name: .long, help: "Colour: auto, always or never.")
    var color: ColourChoice = .auto

    func validate() throws {
        if old == "-", new == "-" { throw ValidationError("only one of the reviews can come from standard input") }
    }

    func run() throws {
        let language = lang ?? Language.ofEnvironment
        let comparison = ReviewComparison(
            from: try StoredFile.review(old, language), to: try StoredFile.review(new, language))
        let ink = Ink(isOn: format == .text && color.isOn)
        Terminal.print(try format.render(comparison, language, ink: ink, width: Terminal.width))
        if comparison.isWorse { throw ExitCode(1) }
    }
}

extension ComparisonFormat: ExpressibleByArgument {
    static var names: String { allCases.map(\.rawValue).joined(separator: ", ") }
}
