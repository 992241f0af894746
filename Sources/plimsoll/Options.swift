import ArgumentParser
import Basics
import Foundation
import Reports
import RuleKit

extension Language: ExpressibleByArgument {
    /// What `LC_ALL`, `LC_MESSAGES` or `LANG` asks for.
    static var ofEnvironment: Language {
        let environment = ProcessInfo.processInfo.environment
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
        return Language(locale: locale)
    }
}

extension Severity: ExpressibleByArgument {
    static var names: String { allCases.map(\.rawValue).joined(separator: ", ") }
}

extension RuleSet: ExpressibleByArgument {}

extension ReportFormat: ExpressibleByArgument {
    static var names: String { allCases.map(\.rawValue).joined(separator: ", ") }
}

/// `html=report.html`: a form, and the file that takes it.
struct ReportOutput: ExpressibleByArgument, Sendable {
    let format: ReportFormat
    let path: String

    init?(argument: String) {
        let parts = argument.split(separator: "=", maxSplits: 1)
        guard parts.count == 2, let first = parts.first, let last = parts.last,
            let format = ReportFormat(rawValue: String(first))
        else { return nil }
        self.format = format
        path = String(last)
    }
}

extension FailOn: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }

    public static var allValueStrings: [String] { names }
}

enum ColourChoice: String, ExpressibleByArgument, CaseIterable {
    case auto, always, never

    /// `auto` is colour on a terminal that has not asked for none (https://no-color.org).
    var isOn: Bool {
        switch self {
        case .always: true
        case .never: false
        case .auto:
            Terminal.isInteractive && ProcessInfo.processInfo.environment["NO_COLOR", default: ""].isEmpty
                && ProcessInfo.processInfo.environment["TERM"] != "dumb"
        }
    }
}
