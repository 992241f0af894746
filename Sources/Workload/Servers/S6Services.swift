package import Basics

/// Services of s6-overlay: folders with `run` files, in the old form (`services.d/NAME/run`) or the new one
/// (`s6-rc.d/NAME/type` with `run` or `up`).
///
/// https://github.com/just-containers/s6-overlay.
package struct S6Services: Sendable {
    package struct Service: Sendable {
        package enum Kind: String, Sendable, Hashable { case longrun, oneshot, bundle, unknown }

        package var name: String
        package var kind: Kind
        /// The path of its `run` (or `up`) file, when there is one.
        package var run: String?
        /// The file's `#!` and its last line that says something: the program it becomes.
        package var command: ConfigValue?
        /// Whether that line replaces the script (`exec`), so that signals reach the program. Always so in execline.
        package var replacesScript: Bool
        package var isExecutable: Bool
        package var finish: String?
        package var dependencies: [String] = []
        /// Milliseconds after SIGTERM until SIGKILL; 0 is for ever.
        package var timeoutKill: Int?
    }

    /// The folder that holds the services.
    package var folder: String
    package var isLegacy: Bool
    package var services: [Service] = []
    package var problem: Failure?

    /// Whether a folder is one of services by its name.
    package static func isServices(_ folder: String) -> Bool {
        ["s6-rc.d", "services.d"].contains(RelativePath.name(folder))
    }

    package init(folder: String, in tree: any FileTree) {
        self.folder = folder
        isLegacy = RelativePath.name(folder) == "services.d"
        let entries: [FileEntry]
        do {
            entries = try tree.list(folder)
        } catch {
            problem = error
            return
        }
        // `user` and `user2` are the bundles that name what starts.
        for entry in entries where entry.kind == .folder && !["user", "user2"].contains(entry.name) {
            services.append(Self.service(folder + "/" + entry.name, isLegacy, tree))
        }
    }

    private static func service(_ folder: String, _ isLegacy: Bool, _ tree: any FileTree) -> Service {
        func words(_ name: String) -> [String] {
            (tree.text(folder + "/" + name, limit: 1 << 16) ?? "").split { $0 == "\n" || $0 == " " || $0 == "\r\n" }
                .map(String.init)
        }
        let kind = isLegacy ? .longrun : Service.Kind(rawValue: words("type").first ?? "") ?? .unknown
        var service = Service(
            name: RelativePath.name(folder), kind: kind, replacesScript: false, isExecutable: false)
        let file = folder + (kind == .oneshot ? "/up" : "/run")
        if let entry = tree.entry(file) {
            service.run = file
            service.isExecutable = entry.isExecutable
            if let source = tree.source(file, limit: 1 << 16) { fill(&service, source) }
        }
        if tree.exists(folder + "/finish") { service.finish = folder + "/finish" }
        service.timeoutKill = words("timeout-kill").first.flatMap { Int($0) }
        let listed = (try? tree.list(folder + "/dependencies.d"))?.map(\.name) ?? []
        service.dependencies = listed + words("dependencies")
        return service
    }

    private static func fill(_ service: inout Service, _ source: SourceFile) {
        var isExecline = false
        var last: ByteText?
        for (index, raw) in ByteText(source).lines.enumerated() {
            let line = raw.trimmed
            if index == 0, line.hasPrefix("#!") { isExecline = line.contains("execlineb") }
            if let first = line.first, first != UInt8(ascii: "#") { last = line }
        }
        guard let last else { return }
        service.command = ConfigValue(text: last.text, span: source.place(last))
        service.replacesScript = isExecline || service.kind == .oneshot || last.hasPrefix("exec ")
    }
}
