import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax

/// Takes names of packages out of an install.
enum PackageRemoval {
    /// Nil where nothing would be left to install, or a word holds more than a name.
    static func fix(_ names: Set<String>, from call: PackageCall, _ run: RunCommand, note: Text) -> Fix? {
        let unwanted = call.packages.filter { names.contains($0.name) }
        guard unwanted.count < call.packages.count, !unwanted.isEmpty, !run.isHeredoc else { return nil }
        var edits: [Edit] = []
        for package in unwanted {
            let place = run.place(package.range)
            let text = run.file.source.text(place)
            guard text.hasPrefix(package.name), !text.contains("\n") else { return nil }
            edits.append(Edit(run.file.removal(of: place), ""))
        }
        // Neighbours share the blanks between them.
        let sorted = edits.sorted { $0.range.lowerBound < $1.range.lowerBound }
        for (edit, next) in zip(sorted, sorted.dropFirst()) where edit.range.overlaps(next.range) { return nil }
        return Fix(.ask, edits, note: note)
    }
}
