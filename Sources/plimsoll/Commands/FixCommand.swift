import ArgumentParser
import Basics
import Fixing
import Foundation
import Reports
import RuleKit

struct FixCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fix",
        abstract: "Apply the fixes that rules offer, and judge again after each.",
        discussion: """
            Without --ask only fixes that keep the meaning are applied. Comments, indentation and line endings stay. \
            A fix that would leave its finding, or bring another, is not applied.

            Exit code: 0 done, or nothing to do; 1 a fix is pending (--check); 2 wrong usage; 3 something could not be \
            fixed or written.
            """
    )

    @Argument(
        help: "Files or folders; - reads a Dockerfile from standard input and prints it fixed.", completion: .file())
    var paths: [String] = ["."]

    @Flag(name: .long, help: "Also offer fixes that change what is built or run, one by one, with reason and diff.")
    var ask = false

    @Flag(name: .long, help: "With --ask: apply all of them without a question.")
    var yes = false

    @Flag(name: .long, help: "Write nothing; print a patch for `git apply` or `patch -p1`.")
    var dryRun = false

    @Flag(name: .long, help: "Write nothing; exit 1 while a fix that needs no decision is pending.")
    var check = false

    @Option(
        name: .long, help: "Only this rule, by its id, name or another tool's id; may be given several times.",
        completion: .ruleNames)
    var rule: [String] = []

    @Flag(name: .long, help: "Also edit files that say that a tool generates them.")
    var generated = false

    @Option(name: .long, help: "Which rules judge: calm, strict or style.")
    var level: RuleSet?

    @Option(name: .long, help: "Settings; else plimsoll.yml beside what is reviewed.")
    var config: String?

    @Option(name: .long, help: "en or ja; else LANG decides.")
    var lang: Language?

    @Option(name: .long, help: "Colour: auto, always or never.")
    var color: ColourChoice = .auto

    func validate() throws {
        if yes, !ask { throw ValidationError("--yes belongs to --ask") }
        if check, ask { throw ValidationError("--check tells of fixes that need no decision: leave --ask out") }
        if check, dryRun { throw ValidationError("--check and --dry-run exclude each other") }
        if ask, !yes, paths == ["-"] {
            throw ValidationError("standard input is the Dockerfile and cannot answer: add --yes to --ask")
        }
    }

    private var readsStandardInput: Bool { paths == ["-"] }

    func run() async throws {
        let language = lang ?? Language.ofEnvironment
        let asksPerson = ask && !yes
        if asksPerson, isatty(0) != 1 {
            Terminal.complain(
                Failure(
                    .invalid,
                    Text(
                        en: "--ask needs a terminal to answer at. Add --yes to apply all, or --dry-run without --ask.",
                        ja: "--ask には応答できる端末が必要です。すべて適用する場合は --yes を付けてください。")), language)
            throw ExitCode(2)
        }
        let request = FixRun.Request(
            paths: paths, level: level, config: config, rules: rule, asks: ask, editsGenerated: generated)
        var run: FixRun
        do throws(Failure) {
            run = try FixRun(request)
        } catch {
            Terminal.complain(error, language)
            throw ExitCode(error.code == .notFound || error.code == .invalid ? 2 : 3)
        }
        // What another program reads is alone on standard output.
        let isPiped = dryRun || readsStandardInput
        let ink = Ink(isOn: color.isOn)
        let place = run.place
        let dialogue = FixDialogue(
            language, ink, run.registry, shown: place.shown, say: { Terminal.write($0, to: isPiped ? 2 : 1) },
            hear: { readLine() })
        await run.run { asksPerson ? dialogue.decide($0) : .apply }
        let isWritten = !dryRun && !check
        if isWritten {
            do throws(Failure) {
                try run.write()
            } catch {
                Terminal.complain(error, language)
                Terminal.complain(
                    Failure(.invalid, Text(en: "Nothing was written.", ja: "ファイルは書き込まれていません。")), language)
                throw ExitCode(3)
            }
        }
        report(run, language, ink, isWritten: isWritten, isPiped: isPiped)
        let code = exitCode(run)
        guard code == 0 else { throw ExitCode(code) }
    }

    private func report(_ run: FixRun, _ language: Language, _ ink: Ink, isWritten: Bool, isPiped: Bool) {
        let report = FixReport(run: run, language: language, ink: ink)
        let diffs = run.patch()
        if readsStandardInput, !dryRun, !check {
            let before = (try? run.place.tree.read(ReviewPlace.standardInput, limit: 1 << 26)) ?? []
            Self.put(run.outcome.changes.first?.after ?? before)
        } else if dryRun {
            if Terminal.isInteractive {
                Terminal.print(diffs.map { FixReport.coloured($0, ink) }.joined())
            } else {
                Self.put(diffs.flatMap(\.bytes))
            }
            if let folder = run.patchFolder {
                Terminal.write(
                    Text(en: "The patch applies in {folder}.", ja: "このパッチは {folder} で適用してください。")(
                        language, ["folder": folder]) + "\n", to: 2)
            }
        } else if !check {
            Terminal.print(diffs.map { FixReport.coloured($0, ink) }.joined())
        }
        Terminal.write(report.summary(isWritten: isWritten), to: isPiped ? 2 : 1)
    }

    /// Bytes as they are: a Dockerfile need not be UTF-8.
    private static func put(_ bytes: [UInt8]) {
        try? FileHandle.standardOutput.write(contentsOf: Data(bytes))
    }

    private func exitCode(_ run: FixRun) -> Int32 {
        if check, !run.outcome.applied.isEmpty { return 1 }
        return run.outcome.refused.isEmpty && !run.isIncomplete ? 0 : 3
    }
}
