package import ImageScan

/// The steps of an image's history as a Dockerfile: what can be judged of an image whose own is not at hand.
package struct HistoryDockerfile: Sendable, Hashable {
    package let text: String
    /// For each line of the text, from 0, the step that it tells; nil for the FROM.
    package let steps: [Int?]

    /// Nil where the history tells of no command.
    ///
    /// The base image's steps are left out where they are known. So is what the history does not tell as it was written:
    /// here-documents, whose line breaks are lost, and sources that the classic builder replaced by a digest.
    package init?(_ image: ScannedImage) {
        var lines = ["FROM unknown-base"]
        var steps: [Int?] = [nil]
        for (index, step) in image.history.steps.enumerated() {
            // The lowest layer of a base image is an archive that ADD unpacks.
            if let layer = image.history.layers[index], layer == 0 || image.isBase(layer) == true { continue }
            if image.history.layers[index] == nil, step.keyword != "USER" { continue }
            let line: String
            switch step.keyword {
            case "RUN": line = "RUN " + step.command
            case "ADD": line = "ADD " + step.arguments
            case "USER": line = "USER " + step.arguments
            default: continue
            }
            guard Self.isWhole(line, step) else { continue }
            lines.append(line)
            steps.append(index)
        }
        guard steps.count > 1 else { return nil }
        text = lines.joined(separator: "\n") + "\n"
        self.steps = steps
    }

    private static func isWhole(_ line: String, _ step: HistoryStep) -> Bool {
        let rest = line.drop { $0 != " " }.dropFirst()
        guard let first = rest.first, first != "[", first != "-", !line.contains("<<"), !line.contains("\n"),
            line.last != "\\", line.last != "`", line.utf8.count < 1 << 16
        else { return false }
        // `ADD file:9f3c… in /`
        return step.keyword != "ADD" || !(line.contains(" in ") && line.contains(":"))
    }
}
