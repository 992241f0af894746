import Basics

/// What nobody could find out about an image: that no finding speaks of it does not mean that all is well.
struct OpenPoint: Sendable, Hashable {
    /// As people called it.
    var image: String
    var text: Text
}

extension Review {
    /// Those of all its images, for reports that show no image.
    var openPoints: [OpenPoint] {
        images.flatMap { image in
            image.openPoints.map { OpenPoint(image: image.name.inOneLine, text: $0.inOneLine) }
        }
    }
}

extension ImageRecord {
    fileprivate var openPoints: [Text] {
        guard let vulnerabilities else { return [] }
        var points = [vulnerabilities.doubt].compactMap(\.self)
        if !vulnerabilities.unknown.isEmpty { points.append(Self.unknown(vulnerabilities.unknown)) }
        return points
    }

    /// Packages of which no advisory can be judged.
    static func unknown(_ packages: [Vulnerabilities.Unknown]) -> Text {
        let (count, names) = (packages.count, packages.prefix(3).map(\.package).joined(separator: ", "))
        return Text(
            en: "of \(count) package\(count == 1 ? "" : "s") nothing is known: \(names)\(count > 3 ? ", …" : "")",
            ja: "\(count) 個のパッケージは判定できません: \(names)\(count > 3 ? " など" : "")")
    }
}
