import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax

struct OpenPackageIndex: Rule {
    static let about = About(
        id: "DF815", since: "0.1", severity: .high,
        title: Text(en: "Language packages over plain HTTP", ja: "平文の HTTP で取得する言語パッケージ"),
        why: Text(
            en:
                "Such indexes sign nothing: anybody on the way can hand out other packages, and their code runs in the build.",
            ja: "これらのインデックスには署名がないため、通信経路上の第三者が別のパッケージを渡し、そのコードがビルド中に実行されます。"),
        remedy: Text(en: "Use the index over HTTPS.", ja: "インデックスには HTTPS で接続してください。"),
        message: Text(en: "`{url}` comes unprotected", ja: "`{url}` との通信は保護されていません"),
        links: ["https://pip.pypa.io/en/stable/cli/pip_install/#cmdoption-i"],
        answers: ["SEC_04.verified-downloads"],
        yieldsTo: ["DF803"],
        fails: [
            "FROM python:3.14\nRUN pip install -i ⟦http://mirrors.example.org/pypi⟧ flask",
            "FROM python:3.14\nRUN pip install ⟦--index-url=http://mirrors.example.org/pypi⟧ flask",
            "FROM node:24\nRUN npm config set registry ⟦http://registry.npmjs.org⟧",
            "FROM ruby:3.4\nRUN gem install rake --source ⟦http://rubygems.org⟧",
        ],
        passes: [
            "FROM python:3.14\nRUN pip install -i https://mirrors.example.org/pypi flask",
            "FROM node:24\nRUN npm config set proxy http://proxy.example.org:3128",
            "FROM python:3.14\nRUN pip install -i http://nexus.internal/pypi flask",
            "FROM python:3.14\nRUN pip install --proxy http://proxy.example.org:3128 flask",
            "FROM debian:13\nRUN curl http://example.org/x.json",
        ]
    )

    func check(_ file: Dockerfile, _ report: inout Report) {
        for instruction in file.instructions where instruction.keyword == .run {
            guard let script = instruction.script else { continue }
            for call in script.shell.packageCalls {
                check(call, script.shell.commands[call.commandIndex], script, &report)
            }
        }
    }

    private func check(_ call: PackageCall, _ command: Command, _ script: EmbeddedScript, _ report: inout Report) {
        let settings: Set<String> = call.manager.isPython ? Self.python : Self.other
        let words = Array(command.effectiveArguments)
        for (index, word) in words.enumerated() {
            let text = word.template
            if Transport.isOpen(text), index > 0, settings.contains(words[index - 1].template) {
                report.fault(at: script.sourceRange(word.range), ["url": text])
            } else if let equals = text.firstIndex(of: "="), settings.contains(String(text[..<equals])),
                Transport.isOpen(String(text[text.index(after: equals)...]))
            {
                report.fault(
                    at: script.sourceRange(word.range), ["url": String(text[text.index(after: equals)...])])
            }
        }
    }

    private static let python: Set<String> = [
        "-i", "--index-url", "--extra-index-url", "-f", "--find-links", "--index", "--default-index",
        "global.index-url",
        "global.extra-index-url",
    ]

    private static let other: Set<String> = [
        "registry", "--registry", "--source", "-s", "-a", "--add", "npmRegistryServer",
    ]
}
