import ArgumentParser
import Basics
import Foundation
import Reports
import Rules

/// Stored reviews on disk, and the files that commands write.
enum StoredFile {
    /// Reads a stored review; `-` is standard input. Says what is wrong and ends with 2 when there is none.
    static func review(_ path: String, _ language: Language) throws -> Review {
        try complaining(language) { () throws(Failure) in
            let name = path == "-" ? ReviewPlace.standardInput : path
            return try StoredReview.read(try bytes(path), name: name, registry: .all)
        }
    }

    /// The bytes of a file or pipe: a shell's `<(git show HEAD:review.json)` is as good as a file.
    private static func bytes(_ path: String) throws(Failure) -> [UInt8] {
        if path == "-" { return Array(FileHandle.standardInput.readDataToEndOfFile()) }
        guard FileManager.default.fileExists(atPath: path) else { throw .missing(path) }
        do {
            guard let file = FileHandle(forReadingAtPath: path) else { throw CocoaError(.fileReadNoPermission) }
            return Array(try file.readToEnd() ?? Data())
        } catch {
            throw Failure(.unreadable, Text(en: "\(path): cannot be read.", ja: "\(path): 読み込めません。"))
        }
    }

    /// Writes a text to a file; `-` is standard output. Throws `unreadable` where that is refused.
    static func save(_ text: String, to path: String) throws(Failure) {
        if path == "-" { return Terminal.print(text) }
        do {
            try Data(text.utf8).write(to: URL(filePath: path))
        } catch {
            throw refusal(path, error as NSError)
        }
    }

    private static func refusal(_ path: String, _ error: NSError) -> Failure {
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
            return Failure(
                .unreadable,
                Text(
                    en: "`\(path)` is a folder. Name a file to write.",
                    ja: "`\(path)` はフォルダーです。書き込むファイルを指定してください。"))
        }
        let folder = URL(filePath: path).deletingLastPathComponent().path
        if !FileManager.default.fileExists(atPath: folder) {
            return Failure(
                .unreadable,
                Text(
                    en: "`\(path)` could not be written: there is no such folder. Make it first.",
                    ja: "`\(path)` に書き込めません。先にフォルダーを作成してください。"))
        }
        let system = error.userInfo[NSUnderlyingErrorKey] as? NSError ?? error
        let code = system.domain == NSPOSIXErrorDomain ? system.code : 0
        return Failure(
            .unreadable,
            Text(
                en: "`\(path)` could not be written. Check its permissions and the space on the disk.",
                ja: "`\(path)` に書き込めませんでした。権限とディスクの空き容量を確認してください。"),
            cause: code > 0 ? String(cString: strerror(Int32(code))) : nil)
    }

    /// Writes a text to a file; says why where it cannot, and ends with 3.
    static func write(_ text: String, to path: String, _ language: Language) throws {
        do throws(Failure) {
            try save(text, to: path)
        } catch {
            Terminal.complain(error, language)
            throw ExitCode(3)
        }
    }

    private static func complaining<Value>(
        _ language: Language, _ body: () throws(Failure) -> Value
    ) throws -> Value {
        do throws(Failure) {
            return try body()
        } catch {
            Terminal.complain(error, language)
            throw ExitCode(2)
        }
    }
}
