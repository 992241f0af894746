import Basics
import RuleKit
import Workload

struct DownloadsAtStart: Rule {
    static let about = About(
        id: "WL303", since: "0.1", severity: .medium,
        title: Text(en: "Files are downloaded at every start", ja: "起動のたびにファイルをダウンロードしている"),
        why: Text(
            en:
                "A task starts only when the other side answers, each start is paid for, and what runs can change without a deployment.",
            ja: "取得先が応答しないとタスクが起動できず、起動のたびに転送の時間とコストがかかります。デプロイなしに中身が変わるおそれもあります。"),
        remedy: Text(
            en: "Put the files into the image in the build, checked by their digest; mount what is too large from EFS.",
            ja: "ビルド時にダイジェストを検証したうえでイメージに入れてください。大きすぎるものは EFS をマウントします。"),
        message: Text(en: "`{command}` downloads at every start", ja: "`{command}` が起動のたびにダウンロードします"),
        links: [
            "https://docs.aws.amazon.com/wellarchitected/latest/container-build-lens/cost-optimization.html",
            "https://12factor.net/build-release-run",
        ],
        answers: ["COST_07.start-up", "12F_05.no-runtime-build", "ECS_01.static"],
        fails: [
            "=== Dockerfile\nFROM debian:12\nCOPY run.sh /\nCMD [\"/run.sh\"]\n=== run.sh\n#!/bin/sh\n⟦curl -fsSL https://example.com/agent.tar.gz⟧ | tar xz\nexec /app\n",
            "FROM debian:12\nCMD ⟦git clone https://example.com/app.git⟧ && exec ./app/run",
            "=== Dockerfile\nFROM debian:12\nCOPY run.sh /\nCMD [\"/run.sh\"]\n=== run.sh\n#!/bin/sh\n⟦wget https://example.com/model.bin⟧\nexec /app\n",
        ],
        passes: [
            "=== Dockerfile\nFROM debian:12\nCOPY run.sh /\nCMD [\"/run.sh\"]\n=== run.sh\n#!/bin/sh\nZONE=$(curl -s ${ECS_CONTAINER_METADATA_URI_V4}/task | jq -r .AvailabilityZone)\nuntil curl -sf http://db:8080/health -o /dev/null; do sleep 1; done\nexec /app\n",
            "=== Dockerfile\nFROM debian:12\nCOPY run.sh /\nCMD [\"/run.sh\"]\n=== run.sh\n#!/bin/sh\nwget -q --spider http://localhost/\nexec /app\n",
        ]
    )

    func check(_ workload: Workload, _ report: inout Report) {
        guard workload.startsOnECS else { return }
        for command in StartCommand.all(workload) where Self.downloads(command) && !command.isConditional {
            report.fault(at: command.place, ["command": command.text])
        }
    }

    static func downloads(_ command: StartCommand) -> Bool {
        let readers = ["tar", "sh", "bash", "unzip", "gunzip", "zcat", "python", "python3", "apt-key", "gpg", "tee"]
        let addresses = command.words.filter { $0.contains("://") }
        // A sure address outside: not localhost, link-local, or one from a variable.
        let isOutside = addresses.contains { address in
            let host = address.components(after: "://")
            return !host.hasPrefix("$") && !host.hasPrefix("localhost") && !host.hasPrefix("127.")
                && !host.hasPrefix("169.254.") && host.prefix { $0 != "/" && $0 != ":" }.contains(".")
        }
        switch command.program {
        case "curl":
            let writes = command.words.contains { word in
                word == "--output" || word == "--remote-name"
                    || word.hasPrefix("-") && !word.hasPrefix("--")
                        && (word.contains("O") || word.hasSuffix("o"))
            }
            let isNull = command.has("/dev/null")
            return isOutside && !isNull && (writes || readers.contains(command.reader ?? ""))
        case "wget":
            if command.has("--spider", "-O-", "/dev/null") { return false }
            return isOutside && (command.has("-") ? readers.contains(command.reader ?? "") : true)
        case "git": return ["clone", "pull", "fetch"].contains(command.plain.first ?? "")
        case "aws":
            return command.plain.first == "s3" && ["cp", "sync"].contains(command.plain.dropFirst().first ?? "")
                && command.plain.dropFirst(2).first?.hasPrefix("s3://") == true
        default: return false
        }
    }
}

extension String {
    /// What stands behind the first `mark`.
    fileprivate func components(after mark: String) -> String {
        let bytes = Array(utf8)
        let needle = Array(mark.utf8)
        guard bytes.count >= needle.count else { return "" }
        for index in 0...(bytes.count - needle.count) where bytes[index..<index + needle.count].elementsEqual(needle) {
            return String(decoding: bytes[(index + needle.count)...], as: UTF8.self)
        }
        return ""
    }
}
