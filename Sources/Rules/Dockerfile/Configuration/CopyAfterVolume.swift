import Basics
import DockerfileSyntax
import RuleKit

struct CopyAfterVolume: Rule {
    static let about = About(
        id: "DF612", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "Files put into a volume after it is declared", ja: "宣言後のボリュームへのファイルの追加"),
        why: Text(
            en: "Builders other than BuildKit discard what is written to a volume below its line.",
            ja: "BuildKit 以外のビルダーでは、VOLUME の行より後でボリュームに書き込んだ内容は破棄されます。"),
        remedy: Text(en: "Move VOLUME below the COPY.", ja: "VOLUME を COPY より後に移してください。"),
        message: Text(en: "`{path}` lies in a volume declared above", ja: "`{path}` は上で宣言したボリュームの中にあります"),
        links: ["https://docs.docker.com/reference/dockerfile/#notes-about-specifying-volumes"],
        fails: [
            """
            FROM debian:12
            VOLUME /data
            COPY seed.db ⟦/data/seed.db⟧
            """
        ],
        passes: [
            """
            FROM debian:12
            COPY seed.db /data/
            VOLUME /data
            """,
            """
            FROM debian:12
            VOLUME /data
            COPY a /database/
            """,
        ]
    )

    func check(_ file: Dockerfile, _ report: inout Report) {
        for stage in file.stages {
            var volumes: [String] = []
            for index in stage.instructions {
                let instruction = file.instructions[index]
                if instruction.keyword == .volume { volumes += instruction.words.compactMap(\.value) }
                guard let destination = instruction.copy?.destination, let path = destination.value else { continue }
                if volumes.contains(where: { path == $0 || path.hasPrefix($0.hasSuffix("/") ? $0 : $0 + "/") }) {
                    report.fault(at: destination.range, ["path": path])
                }
            }
        }
    }
}
