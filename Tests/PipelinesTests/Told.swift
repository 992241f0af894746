import Basics
import ECSModel

@testable import Pipelines

/// What was read, in short words, so that a table of tests can be read.
enum Told {
    /// `build app:1`, `push repo:2=app:1`, `scan image never "trivy image x"`; `?` behind what runs only under a condition,
    /// `ignored "|| true"` where its failure is.
    static func activity(_ activity: Activity) -> String {
        var words = [activity.kind.rawValue]
        switch activity.facts {
        case .none: break
        case .build(let build): words += self.build(build)
        case .scan(let scan):
            words.append("\(scan.target)")
            words.append(scan.failing == .neverFails ? "never" : "\(scan.failing)")
            if let place = scan.failingPlace { words.append("\"\(text(place))\"") }
        case .login(let login):
            words.append("\(login.way)")
            if let host = login.host { words.append(host.shown) }
            if let role = login.role { words.append("as \(role.shown)") }
            if let place = login.passwordInArguments { words.append("shows \"\(text(place))\"") }
        case .deploy(let service, let waits):
            if let service { words.append(service.shown) }
            if let waits = waits.value { words.append(waits ? "waits" : "goes on") }
        }
        words += activity.images.map { image in
            image.content == image.name ? image.name.shown : "\(image.name.shown)=\(image.content.shown)"
        }
        if let place = activity.failureIgnored { words.append("ignored \"\(text(place))\"") }
        return words.joined(separator: " ") + (activity.isConditional ? "?" : "")
    }

    private static func build(_ build: Activity.Build) -> [String] {
        var words: [String] = []
        if let file = build.dockerfile { words.append("-f \(file.shown)") }
        if let context = build.context { words.append("in \(context.shown)") }
        if !build.platforms.isEmpty { words.append(build.platforms.joined(separator: "+")) }
        if !build.cacheFrom.isEmpty { words.append("from \(build.cacheFrom.map(\.shown).joined(separator: "+"))") }
        if !build.cacheTo.isEmpty { words.append("to \(build.cacheTo.map(\.shown).joined(separator: "+"))") }
        if let place = build.emulated { words.append("emulated \"\(text(place))\"") }
        if build.noCache != nil { words.append("uncached") }
        if let attests = build.attests.value { words.append(attests ? "attested" : "unattested") }
        return words
    }

    static func text(_ place: Place) -> String { place.source.text(place.range) }

    /// What a shell script does; then, behind `unread`, what is not understood.
    static func script(
        _ text: String, stopsOnError: Bool = true, pipefail: Bool = false, runner: String? = nil,
        variables: [Variable] = [], files: [String: String] = [:]
    ) -> [String] {
        let source = SourceFile(path: "script", text: text)
        let script = PipelineScript(
            text: text, in: source, range: 0..<source.bytes.count, stopsOnError: stopsOnError, pipefail: pipefail)
        var session = ScriptSession(
            variables: variables, runner: runner,
            file: { path in files[path].map { SourceFile(path: path, text: $0) } })
        let found = session.read(script).map(activity)
        return found + session.takeUnread().map { "unread \(self.text($0))" }
    }

    static func steps(_ steps: [Step]) -> [String] {
        steps.flatMap { step -> [String] in
            let marks = (step.runsAfterFailure ? "after failure " : "") + (step.mayFail != nil ? "may fail " : "")
            return step.activities.map { "\(step.name): \(marks)\(activity($0))" }
                + step.unread.map { "\(step.name): \(marks)unread \(text($0))" }
        }
    }
}
