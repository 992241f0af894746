import DockerfileSyntax
import OCIImage
import Secrets

/// Joins the secrets of files with those of the configuration and the history, and tells who hid them.
struct SecretAssembler {
    let scans: [LayerScan]
    let visibility: Visibility
    let configuration: ImageConfiguration
    let history: HistoryMatch

    func assemble(_ isOn: Bool) -> [ImageSecret] {
        guard isOn else { return [] }
        var secrets: [ImageSecret] = []
        for (layer, scan) in scans.enumerated() {
            for item in scan.secrets {
                secrets.append(
                    ImageSecret(
                        place: .file(path: scan.table.path(item.index), layer: layer), hit: item.hit,
                        change: visibility.change(.init(layer: layer, index: item.index))))
            }
        }
        var known: Set<String> = []
        for variable in configuration.environment {
            for hit in SecretScanner.variables([variable], path: "ENV") {
                known.insert(hit.fingerprint)
                secrets.append(ImageSecret(place: .environment(variable.name), hit: hit))
            }
        }
        for (name, value) in configuration.labels.sorted(by: { $0.key < $1.key }) {
            for hit in SecretScanner.variables([(name, value)], path: "LABEL") {
                known.insert(hit.fingerprint)
                secrets.append(ImageSecret(place: .label(name), hit: hit))
            }
        }
        for (keyword, text) in commands {
            for hit in SecretScanner.commandLine(text, path: "history") where known.insert(hit.fingerprint).inserted {
                secrets.append(ImageSecret(place: .command(keyword), hit: hit))
            }
        }
        for (index, entry) in configuration.history.enumerated() {
            // What ENV or LABEL set is told there; the history repeats it.
            var seen: Set<String> = []
            let step = history.steps.indices.contains(index) ? history.steps[index] : HistoryStep(entry)
            let hits =
                SecretScanner.variables(step.buildArguments, path: "ARG")
                + SecretScanner.commandLine(step.arguments, path: "history")
            for hit in hits where !known.contains(hit.fingerprint) && seen.insert(hit.fingerprint).inserted {
                secrets.append(ImageSecret(place: .history(index), hit: hit))
            }
        }
        return secrets
    }

    /// What the configuration runs, as text.
    private var commands: [(Keyword, String)] {
        let health = configuration.healthcheck?.test.dropFirst() ?? []
        return [
            (.entrypoint, configuration.entrypoint ?? []), (.cmd, configuration.command ?? []),
            (.healthcheck, Array(health)),
        ].map { ($0, $1.joined(separator: " ")) } + configuration.onBuild.map { (.onbuild, $0) }
    }
}
