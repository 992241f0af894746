import Basics
import ECSModel
import Workload

/// `working-directory`: paths of a script's builds begin there.
enum StepFolder {
    static func apply(_ folder: String, to activities: inout [Activity]) {
        for index in activities.indices {
            guard var build = activities[index].build else { continue }
            build.context = build.context.map { joined(folder, $0) }
            build.dockerfile = build.dockerfile.map { joined(folder, $0) }
            activities[index].facts = .build(build)
        }
    }

    private static func joined(_ folder: String, _ path: TermText) -> TermText {
        guard let known = path.known else {
            return path.knownPrefix.isEmpty || path.knownPrefix.hasPrefix("/") ? path : TermText(folder + "/") + path
        }
        // An address or an absolute path is no part of the folder.
        guard !known.hasPrefix("/"), !known.has("://"), known != "-", let joined = RelativePath.join(folder, known)
        else { return path }
        return TermText(joined.isEmpty ? "." : joined)
    }
}
