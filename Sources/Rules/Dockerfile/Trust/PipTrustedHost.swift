import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax

struct PipTrustedHost: Rule {
    static let about = About(
        id: "DF803", since: "0.1", severity: .high,
        title: Text(en: "Python packages without a check of the host", ja: "ホストを検証しない Python パッケージの取得"),
        why: Text(
            en: "pip takes packages from whoever answers under that name, and runs their set-up code in the build.",
            ja: "その名前で応答した相手のパッケージを pip が受け入れ、ビルド中にそのコードを実行します。"),
        remedy: Text(
            en: "Take the option out; for a private index install its authority and name it with `PIP_CERT`.",
            ja: "オプションを外してください。社内インデックスの認証局は導入して `PIP_CERT` で指定します。"),
        message: Text(en: "`{option}` accepts any certificate", ja: "`{option}` はどんな証明書も受け入れます"),
        links: ["https://pip.pypa.io/en/stable/cli/pip/#cmdoption-trusted-host"],
        aliases: ["CKV2_DOCKER_4"],
        answers: ["SEC_04.verified-downloads"],
        fails: [
            "FROM python:3.14\nRUN pip install ⟦--trusted-host⟧ pypi.org flask",
            "FROM python:3.14\nRUN python3 -m pip install ⟦--trusted-host=pypi.org⟧ -r requirements.txt",
            "FROM python:3.14\nRUN uv pip install ⟦--allow-insecure-host⟧ pypi.org flask",
            "FROM python:3.14\nRUN pip config set ⟦global.trusted-host⟧ pypi.org",
        ],
        passes: [
            "FROM python:3.14\nRUN pip install flask",
            "FROM python:3.14\nRUN pip install --trusted-host localhost flask",
            "FROM python:3.14\nRUN pip install --cert /ca.pem flask", "FROM python:3.14\nRUN echo --trusted-host",
        ],
        fixes: [
            (
                "FROM python:3.14\nRUN pip install --trusted-host pypi.org --trusted-host files.pythonhosted.org -r requirements.txt",
                "FROM python:3.14\nRUN pip install -r requirements.txt"
            ),
            (
                "FROM python:3.14\nRUN python3 -m pip install \\\n    --trusted-host=pypi.org \\\n    -r requirements.txt",
                "FROM python:3.14\nRUN python3 -m pip install \\\n    -r requirements.txt"
            ),
        ]
    )

    func check(_ file: Dockerfile, _ report: inout Report) {
        for instruction in file.instructions where instruction.keyword == .run {
            guard let script = instruction.script else { continue }
            for call in script.shell.packageCalls where call.manager.isPython || call.manager == .uv {
                let option = call.options.first("--trusted-host", "--allow-insecure-host")
                if let option, option.value != "localhost", option.value != "127.0.0.1" {
                    let edits = call.options.options.filter { $0.name == option.name }.map { one in
                        let end = (one.valueWord ?? one.word).range.upperBound
                        return OptionEdits.removing(script.sourceRange(one.word.range.lowerBound..<end), from: file)
                    }
                    report.fault(
                        at: script.sourceRange(option.word.range), ["option": option.name],
                        fix: Fix(.ask, edits, note: OptionEdits.authority))
                } else if let word = call.arguments.first(where: { $0.literal?.hasSuffix(".trusted-host") == true }),
                    call.arguments.contains(where: { $0.literal == "set" }) || call.rawVerb.has("set")
                {
                    report.fault(at: script.sourceRange(word.range), ["option": word.template])
                }
            }
        }
    }
}
