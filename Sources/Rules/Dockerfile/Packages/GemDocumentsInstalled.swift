import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax

struct GemDocumentsInstalled: Rule {
    static let about = About(
        id: "DF332", since: "0.1", severity: .style, set: .style,
        title: Text(en: "Documents of gems are installed", ja: "gem のドキュメントもインストールされる"),
        why: Text(
            en: "Documents that nobody reads in a container take build time and space.",
            ja: "コンテナ内で読まれないドキュメントの生成に時間と容量を使います。"),
        remedy: Text(en: "Add `--no-document`.", ja: "`--no-document` を付けてください。"),
        message: Text(en: "`gem install` without `--no-document`", ja: "`gem install` に `--no-document` がありません"),
        proof: Text(en: "documents are left out", ja: "ドキュメントを除外しています"),
        links: ["https://guides.rubygems.org/command-reference/#gem-install"],
        differs: Text(
            en: "The `ruby` image switches documents off already.", ja: "`ruby` イメージではドキュメントがすでに無効です。"),
        answers: ["COST_04.package-flags"],
        fails: ["FROM debian:12\nRUN gem ⟦install⟧ fpm:1.16.0"],
        passes: [
            "FROM ruby:3.4\nRUN gem install puma:6.6.0",
            "FROM debian:12\nRUN echo 'gem: --no-document' > /etc/gemrc && gem install fpm",
            "FROM registry.example.com/ruby:3\nRUN gem install puma:6.6.0",
        ],
        proves: ["FROM debian:12\nRUN gem ⟦install⟧ -N fpm:1.16.0"],
        fixes: [
            ("FROM debian:12\nRUN gem install fpm:1.16.0", "FROM debian:12\nRUN gem install --no-document fpm:1.16.0")
        ]
    )

    static let commands = ["gem"]

    func check(_ run: RunCommand, _ report: inout Report) {
        guard let call = run.call, call.verb == .install, run.isInLastStage else { return }
        let place = run.place(call.verbRange)
        if call.hasFlag("--no-document", "-N", "--no-rdoc", "--no-ri") {
            report.holds(at: place)
        } else if !run.fileMentions("no-document"),
            ["alpine", "debian", "ubuntu", "amazonlinux"].contains(run.rootImage?.officialName ?? "")
        {
            report.fault(at: place, fix: Fix(.safe, [run.adding("--no-document", to: call)]))
        }
    }
}
