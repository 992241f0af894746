import Basics
package import OCIImage

/// The Java runtime: the file `release` at its root, lines such as `JAVA_VERSION="21.0.3"`.
package enum JavaRelease: PackageReader {
    package static func wish(_ entry: LayerEntry) -> CaptureWish {
        guard entry.path.hasSuffix("/release"), entry.kind == .file, entry.size <= 64 << 10 else { return .no }
        return .whole
    }

    package static func read(_ entry: LayerEntry, _ content: any FileContent) -> FileTold {
        var told = FileTold()
        do throws(Failure) {
            let bytes = try content.read(at: 0, count: min(content.count, 64 << 10))
            var values: [String: String] = [:]
            bytes.withUnsafeBytes { bytes in
                var lines = LineCursor(bytes)
                while let line = lines.next(), values.count < 64 {
                    guard let equals = bytes.first(0x3D, in: line) else { continue }
                    values[bytes.text(line.lowerBound..<equals)] =
                        bytes.text(equals + 1..<line.upperBound).filter { $0 != "\"" }
                }
            }
            if let package = package(values, path: entry.path) { told.packages = [package] }
        } catch {
            told.fail(entry, error)
        }
        return told
    }

    private static func package(_ values: [String: String], path: String) -> Package? {
        guard let version = values["JAVA_VERSION"], version.utf8.first.map({ $0 >= 0x30 && $0 <= 0x39 }) == true else {
            return nil
        }
        let implementor = values["IMPLEMENTOR"] ?? ""
        let image = values["IMAGE_TYPE"]?.lowercased() == "jre" ? "jre" : "jdk"
        // The whole version carries the build, `21.0.3+9-LTS`, and tells releases of one vendor apart.
        let full = values["JAVA_RUNTIME_VERSION"] ?? values["FULL_VERSION"] ?? version
        let name: String
        if values["GRAALVM_VERSION"] != nil {
            name = "graalvm"
        } else if implementor.hasPrefix("Oracle") && values["BUILD_TYPE"] == "commercial" {
            name = "oracle-\(image)"
        } else {
            name = "open\(image)"
        }
        return Package(
            .generic, name: name, version: full, architecture: values["OS_ARCH"], path: path,
            supplier: implementor.isEmpty ? nil : implementor)
    }
}
