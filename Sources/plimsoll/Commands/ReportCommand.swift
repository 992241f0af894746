import ArgumentParser
import Basics
import Foundation
import Reports
import Rules

struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Show a stored review again, in any form and either language; or hand it to the AWS WA Tool.",
        discussion: """
            A review is stored with `plimsoll review --output json=review.json`. Then, without the files at hand:

              plimsoll report review.json --lang ja
              plimsoll report review.json --format markdown --output html=review.html

            For the AWS Well-Architected Tool, the questions as a custom lens, and the answers to them:

              plimsoll report --wa-lens --out lens.json
              aws wellarchitected import-lens --json-string file://lens.json
              plimsoll report review.json --wa-answers --out answers.json \\
                --workload-id ID --lens-alias ARN
              jq -c '.[]' answers.json | while read -r answer; do
                aws wellarchitected update-answer --cli-input-json "$answer"; done

            Exit code: 0 written; 2 wrong usage, or no sound review; 3 a file could not be written.
            """
    )

    @Argument(help: "A stored review; - reads it from standard input.")
    var review: String?

    @Option(name: .long, help: "How to print: \(ReportFormat.names).")
    var format: ReportFormat = .text

    @Option(name: .long, help: "Also write FORMAT=FILE, e.g. html=report.html; may be given several times.")
    var output: [ReportOutput] = []

    @Option(name: .long, help: "en or ja; else LANG decides.")
    var lang: Language?

    @Flag(name: .shortAndLong, help: "One line a finding.")
    var quiet = false

    @Flag(name: .shortAndLong, help: "Also what holds, what is unsure, and each criterion of the answers.")
    var verbose = false

    @Option(name: .long, help: "Colour: auto, always or never.")
    var color: ColourChoice = .auto

    @Flag(name: .long, help: "Write the questions as a custom lens of the AWS Well-Architected Tool; takes no review.")
    var waLens = false

    @Flag(name: .long, help: "Write the answers as a list of inputs of UpdateAnswer for that lens.")
    var waAnswers = false

    @Option(name: .long, help: "With --wa-answers: the workload in the AWS Well-Architected Tool, 32 digits.")
    var workloadID: String?

    @Option(name: .long, help: "With --wa-answers: the ARN of the imported lens.")
    var lensAlias: String?

    @Option(name: .long, help: "With --wa-lens or --wa-answers: the file to write; else it is printed.")
    var out: String?

    func validate() throws {
        if quiet, verbose { throw ValidationError("--quiet and --verbose exclude each other") }
        if waLens, waAnswers { throw ValidationError("--wa-lens and --wa-answers exclude each other") }
        if waLens, review != nil { throw ValidationError("--wa-lens takes no review: it writes the questions") }
        if !waLens, review == nil { throw ValidationError("name a stored review, or ask for --wa-lens") }
        if out != nil, !waLens, !waAnswers {
            throw ValidationError("--out goes with --wa-lens and --wa-answers; reports take --output FORMAT=FILE")
        }
        guard workloadID.map(UpdateAnswers.isWorkloadID) ?? true else {
            throw ValidationError("--workload-id must be 32 of the digits 0-9 and a-f")
        }
        guard (1...128).contains(lensAlias?.unicodeScalars.count ?? 1) else {
            throw ValidationError("--lens-alias must have 1 to 128 characters")
        }
    }

    func run() throws {
        let language = lang ?? Language.ofEnvironment
        if waLens { return try hand(try CustomLens.render(language, registry: .all), language) }
        let stored = try StoredFile.review(review ?? "-", language)
        if waAnswers {
            if workloadID == nil || lensAlias == nil {
                Terminal.write(Self.placeholders(language) + "\n", to: 2)
            }
            let answers = try UpdateAnswers.render(
                stored, language, workload: workloadID ?? UpdateAnswers.placeholderWorkload,
                lens: lensAlias ?? UpdateAnswers.placeholderLens)
            return try hand(answers, language)
        }
        for output in output {
            try StoredFile.write(try output.format.render(stored, language), to: output.path, language)
        }
        if format == .text {
            let detail: TerminalReport.Detail = quiet ? .quiet : verbose ? .verbose : .normal
            let report = TerminalReport(
                stored, language: language, detail: detail, ink: Ink(isOn: color.isOn), width: Terminal.width)
            Terminal.print(report.render())
        } else {
            Terminal.print(try format.render(stored, language))
        }
    }

    private static let placeholders = Text(
        en: "plimsoll: WorkloadId or LensAlias is a placeholder: name yours with --workload-id and --lens-alias.",
        ja: "plimsoll: WorkloadId または LensAlias が仮の値です。--workload-id と --lens-alias で指定してください。")

    private func hand(_ text: String, _ language: Language) throws {
        guard let out else { return Terminal.print(text) }
        try StoredFile.write(text, to: out, language)
    }
}
