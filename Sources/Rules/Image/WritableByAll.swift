import ImageScan
import OCIImage
import RuleKit

/// What every user of a container may write, apart from the places that are meant for it.
struct WritableByAll {
    struct Found {
        let path: String
        let mode: UInt16
        let layer: Int
        /// Whether it is run, or decides what is run.
        let isProgram: Bool
    }

    /// In the team's own layers.
    static func find(_ subject: ImageSubject) -> [Found] {
        let tree = subject.image.tree
        var folders: Set<String>?
        var found: [Found] = []
        for file in tree.visible where subject.image.isBase(file.layer) != true {
            let record = tree.record(file)
            guard record.mode & 0o002 != 0 else { continue }
            switch record.kind {
            case .file, .hardLink: break
            // The sticky bit leaves each file to its owner.
            case .folder where record.mode & 0o1000 == 0: break
            default: continue
            }
            let path = tree.path(file)
            if path.isEmpty || places.contains(where: { path == $0 || path.hasPrefix($0 + "/") }) { continue }
            let isProgram: Bool
            if record.kind == .folder {
                let programs = folders ?? ImageStart(subject)?.folders() ?? []
                folders = programs
                isProgram = programs.contains(path)
            } else {
                isProgram = record.mode & 0o111 != 0 || isCode(path)
            }
            found.append(Found(path: path, mode: record.mode, layer: file.layer, isProgram: isProgram))
        }
        return found
    }

    /// One fault for each layer: the first of its files, and how many more there are.
    static func fault(_ found: [Found], _ subject: ImageSubject, _ report: inout Report) {
        for (layer, files) in Dictionary(grouping: found, by: \.layer).sorted(by: { $0.key < $1.key }) {
            guard let first = files.first else { continue }
            report.fault(
                at: subject.span(ofLayer: layer),
                [
                    "file": first.path, "mode": String(first.mode & 0o7777, radix: 8), "layer": subject.told(layer),
                    "others": files.count > 1 ? String(files.count - 1) : "",
                ])
        }
    }

    private static let places = ["tmp", "var/tmp", "dev", "proc", "sys", "run/lock", "var/lock"]

    private static func isCode(_ path: String) -> Bool {
        guard let dot = path.lastIndex(of: "."), !path[dot...].contains("/") else { return false }
        return endings.contains(path[path.index(after: dot)...]) || path.contains(".so.")
    }

    private static let endings: Set<Substring> = [
        "so", "sh", "py", "pyc", "js", "mjs", "cjs", "rb", "pl", "php", "jar", "war", "class", "dll", "lua",
    ]
}
