import DockerfileSyntax
import RuleKit
import ShellSyntax

/// A HEALTHCHECK that asks an address with curl or wget, written for the runtime of the image instead: slim images
/// have neither.
enum HealthcheckTool {
    /// Nil where there is no need; an edit that cannot be made comes back as `false`.
    static func edit(_ index: Int, _ file: Dockerfile, runtime: String) -> (edit: Edit?, isPossible: Bool) {
        let instruction = file.instructions[index]
        guard case .health(let type, _) = instruction.arguments, let view = instruction.health, !view.isNone else {
            return (nil, true)
        }
        let words: [String]
        if view.isJSON {
            words = view.command.map(\.raw)
        } else {
            guard let script = instruction.script, script.interpreter.isShell else { return (nil, true) }
            let programs = script.shell.commands.compactMap(\.program)
            guard programs.contains(where: { $0 == "curl" || $0 == "wget" }) else { return (nil, true) }
            // `curl … || exit 1`, and nothing else.
            guard programs.dropFirst().allSatisfy({ $0 == "exit" }), let first = script.shell.commands.first else {
                return (nil, false)
            }
            words = first.words.map(\.template)
        }
        guard let program = words.first, program == "curl" || program == "wget" else { return (nil, true) }
        let addresses = words.filter { $0.hasPrefix("http://") }
        guard addresses.count == 1, let address = addresses.first,
            !address.contains(where: { "'\"$`\\ ".contains($0) }), let code = code(address, runtime)
        else { return (nil, false) }
        let range = type.range.upperBound..<instruction.range.upperBound
        return (Edit(range, " " + code), true)
    }

    private static func code(_ address: String, _ runtime: String) -> String? {
        switch runtime {
        case "node": "[\"node\", \"-e\", \"fetch('\(address)').then(r => process.exit(r.ok ? 0 : 1))\"]"
        case "python":
            "[\"python\", \"-c\", \"import urllib.request; urllib.request.urlopen('\(address)', timeout=3)\"]"
        default: nil
        }
    }
}
