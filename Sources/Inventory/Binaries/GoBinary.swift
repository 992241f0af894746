import Basics
package import OCIImage

/// Programs written in Go: the modules that they were built from, and the standard library by the toolchain's version.
package enum GoBinary: PackageReader {
    package static func wish(_ entry: LayerEntry) -> CaptureWish {
        BinaryReaders.mayBeProgram(entry) ? .ifExecutable : .no
    }

    package static func read(_ entry: LayerEntry, _ content: any FileContent) -> FileTold {
        var told = FileTold()
        do throws(Failure) {
            guard let file = try Executable(content), let info = try GoBuildInfo(file, content) else { return told }
            told.packages = GoModules(info).packages(path: entry.path)
        } catch {
            told.fail(entry, error)
        }
        return told
    }
}
