import Foundation
import Testing

/// Compares a text with a file in `Snapshots`. `RECORD_SNAPSHOTS=1 swift test` writes them; a new one fails its first
/// run, so that somebody reads it.
func expectSnapshot(_ text: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation) {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Snapshots/\(name)")
    let recorded = try? String(contentsOf: file, encoding: .utf8)
    if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
        do {
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        } catch {
            Issue.record("\(name) cannot be written: \(error)", sourceLocation: sourceLocation)
        }
        if recorded == nil { Issue.record("\(name) is new: read it", sourceLocation: sourceLocation) }
        return
    }
    guard let recorded else {
        Issue.record("\(name) is missing: run RECORD_SNAPSHOTS=1 swift test", sourceLocation: sourceLocation)
        return
    }
    let (old, new) = (
        recorded.split(separator: "\n", omittingEmptySubsequences: false),
        text.split(separator: "\n", omittingEmptySubsequences: false)
    )
    for index in 0..<max(old.count, new.count) {
        let before = index < old.count ? String(old[index]) : "(no line)"
        let after = index < new.count ? String(new[index]) : "(no line)"
        #expect(after == before, "\(name), line \(index + 1)", sourceLocation: sourceLocation)
        if after != before { return }
    }
}
