import ArgumentParser
import Basics
import Foundation
import ImageScan
import Reports

struct LockCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lock",
        abstract: "Record the digests and layers of the images that FROM names.",
        discussion: """
            Writes plimsoll.lock beside plimsoll.yml, or where it stands already. `plimsoll fix --ask` then proposes pins, \
            and `plimsoll image` recognises base images by their layers. Exit code: 0; 1 with --check where a name stands \
            for another image now; 2 wrong usage; 3 an image could not be asked for.
            """
    )

    @Argument(help: "Files or folders to read.", completion: .file())
    var paths: [String] = ["."]

    @Flag(name: .long, help: "Write nothing; say which names stand for other images than when they were locked.")
    var check = false

    @Flag(
        name: .long,
        help: "Ask the Docker Engine of this machine instead of registries; it knows layers, not always digests.")
    var engine = false

    @Flag(name: .long, help: "Ask registries over plain HTTP.")
    var insecure = false

    @Option(name: .long, help: "en or ja; else LANG decides.")
    var lang: Language?

    func run() async throws {
        let language = lang ?? Language.ofEnvironment
        let outcome: LockRun.Outcome
        do throws(Failure) {
            let place = try ReviewPlace(paths)
            outcome = try await LockRun(place: place, asksEngine: engine, isInsecure: insecure).run()
            if outcome.names.isEmpty {
                Terminal.print(Text(en: "No FROM names an image.\n", ja: "FROM で指定されたイメージはありません。\n")(language))
                return
            }
            for change in outcome.changes { Terminal.print(change(language) + "\n") }
            for failure in outcome.failures { Terminal.complain(failure, language) }
            if !check, !outcome.changes.isEmpty { try StoredFile.save(outcome.lock.text(), to: outcome.path) }
        } catch {
            Terminal.complain(error, language)
            throw ExitCode(error.code == .notFound || error.code == .invalid ? 2 : 3)
        }
        if outcome.changes.isEmpty, outcome.failures.isEmpty {
            Terminal.print(
                Text(
                    en:
                        "\(outcome.names.count) image\(outcome.names.count == 1 ? " stands" : "s stand") for what \(outcome.names.count == 1 ? "it" : "they") did.\n",
                    ja: "\(outcome.names.count) 件のイメージに変更はありません。\n")(language))
        }
        if !outcome.failures.isEmpty { throw ExitCode(3) }
        if check, !outcome.changes.isEmpty { throw ExitCode(1) }
    }
}
