import Basics

/// What `plimsoll doctor` found out about the place where it runs.
struct Checkup: Sendable, Codable {
    var version: String
    /// Where the running program lies.
    var program: String?
    var tools: [Tool]
    var settings: [SettingsFile]
    /// How many Dockerfiles and other container files a review of the folder would read.
    var containerFiles: Int
    var terminal: TerminalFacts

    /// Another program, and what it adds.
    struct Tool: Sendable, Codable {
        enum State: String, Codable { case found, absent, silent }

        static let database = "Advisories"

        var name: String
        /// `silent`: it is there, but does not answer; of the database, that it holds no complete list.
        var state: State
        var version: String?
        var path: String?
        var adds: Text
        /// Commands that install it, by system; `any` for one that does anywhere.
        var install: [String: String]
    }

    /// A file that says how a repository wants to be judged: Plimsoll's own, or another tool's.
    struct SettingsFile: Sendable, Codable {
        enum State: String, Codable { case valid, invalid, foreign }

        var path: String
        var state: State
        var detail: Text
    }

    struct TerminalFacts: Sendable, Codable {
        var isInteractive: Bool
        var colour: Bool
        var columns: Int
        /// The language that is spoken without `--lang`, and the variable that decided it.
        var language: String
        var languageFrom: String?
    }

    /// Whether a file of settings cannot be read: the one thing without which nothing can be reviewed.
    var isFaulty: Bool { settings.contains { $0.state == .invalid } }
}
