import Basics
import DockerfileSyntax
import ImageScan
import OCIImage
import RuleKit
import Workload

/// Programs of an image, by their names.
struct ImagePrograms {
    /// A program, with the layer that put it there.
    struct Found {
        let name: String
        let path: String
        let layer: Int
    }

    private static let folders = ["bin", "sbin", "usr/bin", "usr/sbin", "usr/local/bin", "usr/local/sbin"]

    let tree: ImageTree

    /// Those of `names` that lie in a folder of programs or at one of `paths`, each once. Links count where they lead to
    /// a file. What BusyBox does under a name of its own counts only with `applets`.
    func find(_ names: [String], paths: [String] = [], applets: Bool) -> [Found] {
        let busybox = applets ? [] : Set(["bin/busybox", "usr/bin/busybox", "bin/toybox"].compactMap { canonical($0) })
        var found: [Found] = []
        for name in names {
            for folder in Self.folders {
                if let program = look("\(folder)/\(name)", name, busybox) {
                    found.append(program)
                    break
                }
            }
        }
        return found
            + paths.compactMap { path in look(path, path.split(separator: "/").last.map(String.init) ?? path, busybox) }
    }

    private func look(_ path: String, _ name: String, _ busybox: Set<String>) -> Found? {
        guard let entry = tree[path], tree.record(entry).kind != .folder, let target = canonical(path),
            !busybox.contains(target)
        else { return nil }
        return Found(name: name, path: path, layer: entry.layer)
    }

    /// One name for all links to a file; nil where there is none.
    private func canonical(_ path: String) -> String? {
        guard let file = tree.resolve(path) else { return nil }
        let record = tree.record(file)
        switch record.kind {
        case .file: return tree.path(file)
        case .hardLink: return tree.target(file) ?? tree.path(file)
        default: return nil
        }
    }
}

extension ImageSubject {
    /// Whether anything can be said of the image's files: Windows has other paths, and some examples and stubs have none.
    var hasPrograms: Bool { image.configuration.platform.os == "linux" && !image.tree.visible.isEmpty }

    /// Arguments that tell a layer in a message: `layer`, and `base` where it is the base image's.
    func layerArguments(_ layer: Int) -> [String: String] {
        ["layer": told(layer), "base": image.isBase(layer) == true ? "yes" : ""]
    }

    /// One fault for each layer that put programs there.
    func fault(_ found: [ImagePrograms.Found], _ report: inout Report) {
        for (layer, programs) in Dictionary(grouping: found, by: \.layer).sorted(by: { $0.key < $1.key }) {
            let names = programs.prefix(5).map { "`\($0.name)`" }.joined(separator: ", ")
            let arguments = ["names": names, "others": programs.count > 5 ? String(programs.count - 5) : ""]
            report.fault(at: span(ofLayer: layer), arguments.merging(layerArguments(layer)) { first, _ in first })
        }
    }

    /// The FROM of the image that all stands on, else the image itself.
    var rootSpan: Span {
        guard let workload, let stage = workload.stage, let file = image.dockerfile,
            let root = file.lineage(of: stage).first, file.instructions.indices.contains(root.from)
        else { return span }
        return file.source.span(file.instructions[root.from].range)
    }
}
