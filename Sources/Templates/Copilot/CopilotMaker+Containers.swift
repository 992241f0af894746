import Basics
import ECSModel

extension CopilotMaker {
    var containers: [Term] {
        let main = container(name, manifest, manifest["image"])
        let sidecars = manifest["sidecars"]?.entries ?? []
        return [main]
            + sidecars.filter(\.value.isMap).map { entry in
                container(Term(.text(TermText(entry.key)), entry.keyPlace), entry.value, nil)
            }
    }

    /// - Parameter image: the `image` of the main container, which holds what sidecars have beside it.
    private func container(_ name: Term, _ term: Term, _ image: Term?) -> Term {
        let outer = image ?? term
        let storage = term["storage"]
        let port = outer.entry("port")
        let health = outer["healthcheck"]
        return map(
            [
                ("name", nil, name),
                ("image", term.entry("image"), self.image(term["image"], name)),
                ("essential", term.entry("essential"), term["essential"]),
                (
                    "portMappings", port,
                    port.map {
                        Term(.list([map([("containerPort", $0, $0.value)], at: $0.value.place)]), $0.value.place)
                    }
                ),
                ("entryPoint", term.entry("entrypoint"), words(term["entrypoint"])),
                ("command", term.entry("command"), words(term["command"])),
                ("environment", term.entry("variables"), pairs(term["variables"], "value")),
                (
                    "environmentFiles", term.entry("env_file"),
                    term["env_file"].map { Term(unknown("env_file").kind, $0.place) }
                ),
                ("secrets", term.entry("secrets"), pairs(term["secrets"], "valueFrom")),
                ("dockerLabels", outer.entry("labels"), outer["labels"]),
                ("dependsOn", outer.entry("depends_on"), dependencies(outer["depends_on"])),
                ("healthCheck", outer.entry("healthcheck"), health.map(healthCheck)),
                (
                    "readonlyRootFilesystem", storage?.entry("readonly_fs"),
                    storage?["readonly_fs"]
                ),
                ("mountPoints", nil, mountPoints(image == nil ? term["mount_points"] : storage?["volumes"])),
                ("logConfiguration", nil, image != nil && manifest["logging"] != nil ? unknown("logging") : logs),
            ], at: name.place)
    }

    private func image(_ image: Term?, _ name: Term) -> Term {
        guard let image else { return unknown("image") }
        if let location = image["location"] { return location }
        if image.isUnknown || image.text != nil { return image }
        // Copilot builds it and puts it into a repository of its own.
        let reference = TermText(
            [
                .unknown(Unknown(.attribute, "repository")), .literal("/"),
            ] + (name.text ?? TermText("")).parts + [.literal(":"), .unknown(Unknown(.attribute, "tag"))])
        return Term(.text(reference), image["build"]?.place ?? image.place)
    }

    private var logs: Term {
        map([
            ("logDriver", nil, text("awslogs")),
            (
                "options", nil,
                map([
                    ("awslogs-region", nil, unknown("AWS::Region")), ("awslogs-group", nil, unknown("LogGroup")),
                    ("awslogs-stream-prefix", nil, text("copilot")),
                ])
            ),
        ])
    }

    /// A list of words, of which a text is made by a shell's rules.
    private func words(_ term: Term?) -> Term? {
        guard let term, let text = term.string else { return term }
        guard !text.utf8.contains(where: { "\"'\\$".utf8.contains($0) }) else {
            return Term(.unknown(Unknown(.expression, text)), term.place)
        }
        let words = text.split { $0 == " " || $0 == "\n" || $0 == "\t" }
        return Term(.list(words.map { Term(.text(TermText(String($0))), term.place) }), term.place)
    }

    /// A list of names and values, of a map from one to the other.
    private func pairs(_ term: Term?, _ key: String) -> Term? {
        guard let term, case .map(let entries) = term.kind else { return term }
        let items = entries.map { entry -> Term in
            var value = entry.value
            // `from_cfn`, `secretsmanager`: Copilot makes an ARN of it.
            if let secret = value["secretsmanager"] {
                value = Term(
                    .text(
                        TermText([.unknown(Unknown(.expression, "arn:aws:secretsmanager"))])
                            + (secret.text ?? TermText(""))),
                    secret.place)
            } else if value.isMap || value.isList {
                value = Term(unknown(entry.key).kind, value.place)
            } else if let text = value.text {
                value = Term(.text(text), value.place)
            }
            return map(
                [("name", nil, Term(.text(TermText(entry.key)), entry.keyPlace)), (key, nil, value)], at: entry.keyPlace
            )
        }
        return Term(.list(items), term.place)
    }

    private func dependencies(_ term: Term?) -> Term? {
        guard let term, case .map(let entries) = term.kind else { return term }
        let items = entries.map { entry in
            let condition = entry.value.string.map { Term(.text(TermText($0.uppercased())), entry.value.place) }
            return map(
                [
                    ("containerName", nil, Term(.text(TermText(entry.key)), entry.keyPlace)),
                    ("condition", nil, condition ?? entry.value),
                ], at: entry.keyPlace)
        }
        return Term(.list(items), term.place)
    }

    private func healthCheck(_ term: Term) -> Term {
        guard term.isMap else { return term }
        func seconds(_ key: String, _ standard: Int) -> Term { term[key].map(Self.seconds) ?? number(standard) }
        return map(
            [
                ("command", term.entry("command"), term["command"] ?? unknown("command")),
                ("interval", term.entry("interval"), seconds("interval", 10)),
                ("retries", term.entry("retries"), term["retries"] ?? number(2)),
                ("startPeriod", term.entry("start_period"), seconds("start_period", 0)),
                ("timeout", term.entry("timeout"), seconds("timeout", 5)),
            ], at: term.place)
    }

    /// Volumes of the main container by name, or a sidecar's list of mount points.
    private func mountPoints(_ term: Term?) -> Term? {
        guard let term else { return nil }
        let entries: [(name: Term?, value: Term)] =
            term.isMap
            ? term.entries.map { (Term(.text(TermText($0.key)), $0.keyPlace), $0.value) }
            : term.items.map { ($0["source_volume"], $0) }
        let items = entries.map { name, value in
            map(
                [
                    ("sourceVolume", nil, name), ("containerPath", value.entry("path"), value["path"]),
                    ("readOnly", value.entry("read_only"), value["read_only"] ?? Term(.bool(true), value.place)),
                ], at: value.place)
        }
        return Term(.list(items), term.place)
    }
}
