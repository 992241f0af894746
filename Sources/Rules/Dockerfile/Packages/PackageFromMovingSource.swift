import Basics
import RuleKit
import ShellSyntax

struct PackageFromMovingSource: Rule {
    static let about = About(
        id: "DF317", since: "0.1", severity: .medium,
        title: Text(en: "Package installed from a moving branch", ja: "更新され続けるブランチからのインストール"),
        why: Text(
            en:
                "The build takes whatever the branch holds at that moment, and whoever can push to it runs code in your build.",
            ja: "ビルド時点のブランチの内容がそのまま入ります。そのブランチに push できる人は、ビルドの中で任意のコードを実行できます。"),
        remedy: Text(
            en: "Name a commit (or a tag that is never moved): `git+https://…@<commit>`, `--rev <commit>`.",
            ja: "コミット (または動かないタグ) を指定してください (`git+https://…@<commit>`、`--rev <commit>`)。"),
        message: Text(en: "`{source}` names no commit or tag", ja: "`{source}` にコミットやタグの指定がありません"),
        links: [
            "https://pip.pypa.io/en/stable/topics/vcs-support/",
            "https://doc.rust-lang.org/cargo/commands/cargo-install.html",
            "https://docs.npmjs.com/cli/commands/npm-install",
        ],
        answers: ["PERF_03.pinned-packages", "SEC_04.verified-downloads"],
        fails: [
            "FROM python:3.13\nRUN pip install ⟦git+https://github.com/acme/lib.git⟧",
            "FROM python:3.13\nRUN pip install ⟦\"lib @ git+https://github.com/acme/lib.git@main\"⟧",
            "FROM python:3.13\nRUN pip install ⟦git+ssh://git@github.com/acme/lib.git#egg=lib⟧",
            "FROM python:3.13\nRUN pip install ⟦https://github.com/acme/lib/archive/refs/heads/main.zip⟧",
            "FROM node:22\nRUN npm install ⟦github:acme/lib⟧",
            "FROM rust:1.90\nRUN cargo install --locked ⟦--git https://github.com/acme/tool⟧",
        ],
        passes: [
            "FROM python:3.13\nRUN pip install git+https://github.com/acme/lib.git@1f2e3d4c5b6a7988",
            "FROM python:3.13\nRUN pip install git+https://github.com/acme/lib.git@v1.4.0#egg=lib",
            "FROM python:3.13\nRUN pip install git+https://github.com/acme/lib.git@$REF",
            "FROM python:3.13\nRUN pip install $SOURCE https://example.com/lib-1.0-py3-none-any.whl",
            "FROM node:22\nRUN npm install github:acme/lib#v1.2.0 acme/other#4d5e6f7",
            "FROM rust:1.90\nRUN cargo install --git https://github.com/acme/tool --rev 1f2e3d4",
            "FROM python:3.13 AS dev\nRUN pip install git+https://github.com/acme/lib.git\nFROM python:3.13",
        ]
    )

    static let commands = PackagePrograms.language

    func check(_ run: RunCommand, _ report: inout Report) {
        guard let call = run.call, call.verb == .install, run.isNeeded else { return }
        if call.manager == .cargo, let git = call.options.first("--git"), !call.hasFlag("--rev", "--tag") {
            let end = (git.valueWord ?? git.word).range.upperBound
            let place = run.place(git.word.range.lowerBound..<max(end, git.word.range.upperBound))
            report.fault(at: place, ["source": git.value ?? "--git"])
        }
        for package in call.packages where moves(package, call.manager) {
            report.fault(at: run.place(package.range), ["source": package.word.template])
        }
    }

    private func moves(_ package: ShellSyntax.Package, _ manager: PackageManager) -> Bool {
        var text = package.word.template
        guard package.kind == .vcs || package.kind == .url || text.has("git+") else { return false }
        if package.kind == .url, !text.has("git+") {
            return [
                "/refs/heads/", "/archive/main.", "/archive/master.", "/tarball/main", "/tarball/master",
                "/zipball/master",
            ]
            .contains { text.contains($0) }
        }
        var reference: String?
        if let hash = text.firstIndex(of: "#") {
            if manager.isNode { reference = String(text[text.index(after: hash)...]) }
            text = String(text[..<hash])
        }
        if manager.isPython {
            // An `@` before the last slash belongs to the host.
            let path = text.lastIndex(of: "/").map { text[$0...] } ?? text[...]
            reference = path.lastIndex(of: "@").map { String(path[path.index(after: $0)...]) }
            if reference == nil, text.has(".git@"), let at = text.range(of: ".git@") {
                reference = String(text[at.upperBound...])
            }
        }
        guard manager.isPython || manager.isNode else { return false }
        guard let reference else { return !text.contains("$") }
        return ["main", "master", "develop", "dev", "trunk", "HEAD"].contains(reference)
    }
}

extension String {
    /// The first place of a text.
    fileprivate func range(of text: String) -> Range<String.Index>? { ranges(of: text).first }
}
