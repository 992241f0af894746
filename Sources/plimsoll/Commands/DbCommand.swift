import Advisories
import ArgumentParser
import Basics
import Feeds
import Foundation
import Reports

struct DbCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "db",
        abstract: "The local advisory database: update it, fill it from files, see what it knows.",
        subcommands: [DbUpdateCommand.self, DbImportCommand.self, DbStatusCommand.self]
    )
}

/// What the commands of the database share.
struct DbOptions: ParsableArguments {
    @Option(
        name: .long, help: "The database; else $PLIMSOLL_DB, else advisories.sqlite in the user's cache.",
        completion: .file())
    var db: String?

    @Option(name: .long, help: "en or ja; else LANG decides.")
    var lang: Language?

    var language: Language { lang ?? Language.ofEnvironment }

    func path() throws(Failure) -> String {
        guard let path = db ?? DatabasePlace.path(ProcessInfo.processInfo.environment) else {
            throw Failure(
                .invalid,
                Text(
                    en: "There is no home folder to keep the database in. Give --db FILE or set PLIMSOLL_DB.",
                    ja: "データベースを置くホームディレクトリがありません。--db FILE または PLIMSOLL_DB で指定してください。"))
        }
        return path
    }

    func fail(_ failure: Failure) -> ExitCode {
        Terminal.complain(failure, language)
        return ExitCode(failure.code == .notFound || failure.code == .invalid ? 2 : 3)
    }
}

extension EcosystemFamily: ExpressibleByArgument {
    public init?(argument: String) {
        guard let family = EcosystemName(argument)?.family, FeedAddress.name(of: family) != nil else { return nil }
        self = family
    }

    static var known: String { (FeedAddress.ecosystems + FeedAddress.more).map(\.name).joined(separator: ", ") }
}

struct DbUpdateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "update",
        abstract: "Fetch OSV's bulk files, CISA's list of exploited vulnerabilities and EPSS scores.",
        discussion: """
            Only what changed is fetched; a download that broke off goes on where it stopped. Exit code: 0; 2 wrong usage; \
            3 something could not be fetched, and what was known of it stays.
            """
    )

    @OptionGroup var options: DbOptions

    @Option(
        name: .long,
        help: "Only this ecosystem of \(EcosystemFamily.known); may be given several times.")
    var ecosystem: [EcosystemFamily] = []

    @Option(name: .long, help: "Another server with OSV's bulk files, e.g. a mirror (https).")
    var from: String = FeedAddress.osv

    @Option(name: .long, help: "Another address of CISA's list.")
    var kev: String = FeedAddress.exploited

    @Option(name: .long, help: "Another address of the EPSS scores.")
    var epss: String = FeedAddress.likelihoods

    @Flag(name: .long, help: "Leave out CISA's list and EPSS.")
    var onlyAdvisories = false

    func run() async throws {
        let language = options.language
        do throws(Failure) {
            var settings = FeedSettings()
            settings.environment = ProcessInfo.processInfo.environment
            settings.userAgent = "plimsoll/\(Version.number)"
            var wish = FeedUpdater.Wish()
            if !ecosystem.isEmpty { wish.families = ecosystem }
            wish.exploited = !onlyAdvisories
            wish.likelihoods = !onlyAdvisories
            let updater = FeedUpdater(
                address: try FeedAddress(advisories: from, exploited: kev, likelihoods: epss), settings: settings,
                now: { .now })
            let path = try options.path()
            let line = DownloadLine(language)
            let report = try await updater.run(wish, database: path, progress: line.show) { name, outcome in
                line.clear()
                Terminal.print(Self.told(name, outcome, language) + "\n")
            }
            if !report.failures.isEmpty {
                throw Failure(
                    .unavailable,
                    Text(
                        en: "\(report.failures.count) of \(report.outcomes.count) could not be updated.",
                        ja: "\(report.outcomes.count) 件中 \(report.failures.count) 件を更新できませんでした。"))
            }
        } catch {
            throw options.fail(error)
        }
    }

    private static func told(_ name: String, _ outcome: FeedReport.Outcome, _ language: Language) -> String {
        switch outcome {
        case .unchanged: Text(en: "\(name): nothing newer", ja: "\(name): 更新なし")(language)
        case .failed(let failure): "\(name): \(failure.text(language))"
        case .updated(let report): report.lines(language).joined(separator: "\n")
        }
    }
}

struct DbImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Fill the database from files, without a network.",
        discussion: """
            Reads OSV records (a zip, a folder or a single JSON file), CISA's list of exploited vulnerabilities (JSON or \
            CSV) and EPSS scores (CSV, also .gz). A zip named after its ecosystem, such as PyPI.zip, or all.zip in a \
            folder of that name, is the complete list of it.
            """
    )

    @OptionGroup var options: DbOptions

    @Argument(help: "Files and folders.", completion: .file())
    var paths: [String]

    @Option(name: .long, help: "The zip is the complete list of this ecosystem, whatever its name.")
    var ecosystem: EcosystemFamily?

    func run() async throws {
        let language = options.language
        do throws(Failure) {
            let path = try options.path()
            try FolderMaker.make(parentOf: path)
            let writer = try AdvisoryWriter(path: path, now: .now)
            defer { writer.finish() }
            var problems = 0
            for item in paths {
                let report = try DatabaseImport.run(item, into: writer, ecosystem: ecosystem)
                for line in report.lines(language) { Terminal.print(line + "\n") }
                problems += report.problemCount
            }
            if problems > 0 {
                throw Failure(
                    .unreadable,
                    Text(
                        en:
                            "\(problems) record\(problems == 1 ? "" : "s") could not be read; the rest is in the database.",
                        ja: "\(problems) 件のレコードを読み取れませんでした。残りはデータベースに格納しました。"))
            }
        } catch {
            throw options.fail(error)
        }
    }
}

struct DbStatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Show what the database knows, and of which day.",
        discussion:
            "Exit code: 0 all of it is fresh; 1 some is old or incomplete, or it is empty; 3 there is no database.")

    @OptionGroup var options: DbOptions

    func run() async throws {
        let language = options.language
        var isFresh = true
        do throws(Failure) {
            let path = try options.path()
            let sources = try AdvisoryDatabase(path: path).sources()
            Terminal.print(path + "\n")
            if sources.isEmpty {
                isFresh = false
                let words = Text(
                    en: "It is empty. Run `plimsoll db update`, or `plimsoll db import` for files.",
                    ja: "データがありません。`plimsoll db update` か、ファイルから取り込む `plimsoll db import` を実行してください。")
                Terminal.print("  \(words(language))\n")
            }
            for source in sources {
                let state = source.state(today: .today)
                if !state.isFresh { isFresh = false }
                let words = Text(
                    en: "\(source.records) record\(source.records == 1 ? "" : "s") of \(source.dated.day)",
                    ja: "\(source.records) 件、\(source.dated.day) 時点")
                let note =
                    state.isFresh
                    ? ""
                    : source.isWhole
                        ? Text(en: ", old", ja: "、古いデータ")(language)
                        : Text(en: ", incomplete", ja: "、一部のみ")(language)
                Terminal.print("  \(DisplayWidth.pad(source.name, to: 14)) \(words(language))\(note)\n")
            }
        } catch {
            Terminal.complain(error, language)
            throw ExitCode(3)
        }
        if !isFresh { throw ExitCode(1) }
    }
}

extension ImportReport {
    /// What an import did, a line a source, then what could not be read.
    func lines(_ language: Language) -> [String] {
        let told = changes.map { change in
            Text(
                en:
                    "\(change.source.name): \(change.source.records) record\(change.source.records == 1 ? "" : "s") of \(change.source.dated.day)\(change.source.withdrawn > 0 ? ", \(change.source.withdrawn) withdrawn" : "") (\(change.added) new, \(change.changed) changed, \(change.removed) removed)",
                ja:
                    "\(change.source.name): \(change.source.records) 件、\(change.source.dated.day) 時点\(change.source.withdrawn > 0 ? "、取り下げ \(change.source.withdrawn) 件" : "") (追加 \(change.added)、変更 \(change.changed)、削除 \(change.removed))"
            )(language)
        }
        let failed = problems.prefix(20).map { "  \($0.name): \($0.reason(language))" }
        let rest = problemCount - failed.count
        let more = rest > 0 ? [Text(en: "  and \(rest) more", ja: "  ほか \(rest) 件")(language)] : []
        return told + failed + more
    }
}
