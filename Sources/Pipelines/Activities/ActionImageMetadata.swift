import Basics
import ECSModel

/// The names of images that docker/metadata-action makes, as far as they are written.
///
/// The kinds of tags: https://github.com/docker/metadata-action#tags-input. `latest`, which the action adds by itself for
/// releases, is named only where the file asks for it.
enum ImageMetadata {
    static func read(_ context: ActionContext) -> ActionReading {
        var reading = ActionReading()
        let images = context.lines("images", commas: true).compactMap { image(of: $0) }
        let flavor = Flavor(context.lines("flavor"))
        var tags = context.lines("tags").compactMap { tag(of: $0, flavor) }
        if context.value("tags") == nil {
            let place = context.place(of: "images") ?? context.place
            tags = ["github.ref_name"].map { Activity.ImageUse(flavor.around(open($0)), place) }
        }
        if let latest = flavor.latest { tags.append(Activity.ImageUse(TermText("latest"), latest)) }
        let names =
            images.isEmpty && context.value("images") == nil
            ? tags
            : images.flatMap { image in
                tags.prefix(100).map { Activity.ImageUse(image.name + TermText(":") + $0.name, $0.place) }
            }
        let kept = Array(names.prefix(200))
        reading.lists["tags"] = kept
        let joined = kept.flatMap { [TermText.Part.literal("\n")] + $0.name.parts }.dropFirst()
        if !kept.isEmpty { reading.outputs["tags"] = TermText(Array(joined)) }
        if let first = tags.first, tags.count == 1 { reading.outputs["version"] = first.name }
        return reading
    }

    private static func open(_ text: String) -> TermText { TermText([.unknown(Unknown(.expression, text))]) }

    /// `flavor`: what is put around every tag.
    private struct Flavor {
        var prefix: TermText?
        var suffix: TermText?
        var latest: Place?

        init(_ lines: [Activity.ImageUse]) {
            for line in lines {
                let fields = Fields(line.name)
                prefix = fields["prefix"] ?? prefix
                suffix = fields["suffix"] ?? suffix
                if fields["latest"]?.known == "true" { latest = line.place }
            }
        }

        func around(_ tag: TermText, prefix own: TermText? = nil, suffix ownSuffix: TermText? = nil) -> TermText {
            (own ?? prefix ?? TermText("")) + tag + (ownSuffix ?? suffix ?? TermText(""))
        }
    }

    /// `type=raw,value=v1`
    private struct Fields {
        private var values: [String: TermText] = [:]

        init(_ text: TermText) {
            for field in text.split({ $0 == "," }) {
                guard case .literal(let first)? = field.parts.first, let sign = first.firstIndex(of: "=") else {
                    if let known = field.known {
                        values["type"] = values["type"] ?? TermText("raw");
                        values["value"] = values["value"] ?? TermText(known)
                    }
                    continue
                }
                let rest = TermText.Part.literal(String(first[first.index(after: sign)...]))
                values[String(first[..<sign])] = TermText([rest] + field.parts.dropFirst())
            }
        }

        subscript(name: String) -> TermText? { values[name] }
    }

    /// The image of a line: `name=ghcr.io/a/b,enable=true`, or the name alone.
    private static func image(of line: Activity.ImageUse) -> Activity.ImageUse? {
        guard line.name.knownPrefix.has("=") else { return line }
        let fields = Fields(line.name)
        guard fields["enable"]?.known != "false", let name = fields["name"] else { return nil }
        return Activity.ImageUse(name, line.place)
    }

    private static func tag(of line: Activity.ImageUse, _ flavor: Flavor) -> Activity.ImageUse? {
        let fields = Fields(line.name)
        guard fields["enable"]?.known != "false" else { return nil }
        let kind = fields["type"]?.known ?? "raw"
        let tag: TermText
        var prefix = fields["prefix"]
        switch kind {
        case "raw": tag = rendered(fields["value"] ?? line.name)
        case "sha":
            tag = open("github.sha")
            prefix = prefix ?? TermText("sha-")
        case "ref":
            if fields["event"]?.known == "pr" {
                tag = open("github.event.number")
                prefix = prefix ?? TermText("pr-")
            } else {
                tag = open("github.ref_name")
            }
        case "semver", "pep440", "match": tag = fields["value"].map { rendered($0) } ?? open("github.ref_name")
        case "schedule": tag = rendered(fields["pattern"] ?? TermText("nightly"))
        case "edge": tag = TermText("edge")
        default: return nil
        }
        return Activity.ImageUse(flavor.around(tag, prefix: prefix, suffix: fields["suffix"]), line.place)
    }

    /// `{{date 'YYYYMMDD'}}-{{sha}}`
    private static func rendered(_ text: TermText) -> TermText {
        var parts: [TermText.Part] = []
        for part in text.parts {
            guard case .literal(let literal) = part, literal.has("{{") else {
                parts.append(part)
                continue
            }
            var rest = literal[...]
            while let open = rest.firstIndex(of: "{"), rest[open...].hasPrefix("{{"),
                let close = rest[open...].firstIndex(of: "}"), rest[close...].hasPrefix("}}")
            {
                parts.append(.literal(String(rest[..<open])))
                let name = rest[rest.index(open, offsetBy: 2)..<close].split(separator: " ").joined(separator: " ")
                let known = ["sha": "github.sha", "branch": "github.ref_name", "tag": "github.ref_name"][name]
                parts.append(.unknown(Unknown(.expression, known ?? name)))
                rest = rest[rest.index(close, offsetBy: 2)...]
            }
            parts.append(.literal(String(rest)))
        }
        return TermText(parts)
    }
}
