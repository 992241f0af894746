import Basics
package import OCIImage

/// An installed toolchain of Go: the file `VERSION` at its root, whose first line is `go1.22.3`.
package enum GoToolchain: PackageReader {
    package static func wish(_ entry: LayerEntry) -> CaptureWish {
        guard entry.path.hasSuffix("go/VERSION"), entry.kind == .file, entry.size <= 4096 else { return .no }
        return entry.path == "go/VERSION" || entry.path.hasSuffix("/go/VERSION") ? .whole : .no
    }

    package static func read(_ entry: LayerEntry, _ content: any FileContent) -> FileTold {
        var told = FileTold()
        do throws(Failure) {
            let line = String(decoding: try content.read(at: 0, count: 64).prefix { $0 > 0x20 }, as: UTF8.self)
            if GoVersion.standardLibrary(line) != nil {
                told.packages = [Package(.generic, name: "go", version: String(line.dropFirst(2)), path: entry.path)]
            }
        } catch {
            told.fail(entry, error)
        }
        return told
    }
}
