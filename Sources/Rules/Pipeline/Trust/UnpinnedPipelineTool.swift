import Basics
import ECSModel
import Pipelines
import RuleKit
import ShellSyntax

struct UnpinnedPipelineTool: Rule {
    static let about = About(
        id: "PL405", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "A tool of the pipeline is installed without a version", ja: "バージョンを指定せずに入れるツール"),
        why: Text(
            en: """
                Each run takes the newest release, with all that came into it last night, and hands it the pipeline's rights; a \
                build that worked yesterday fails today.
                """,
            ja: """
                実行のたびに最新版が入り、昨夜そこに紛れ込んだものにもパイプラインの権限が渡ります。昨日成功したビルドが、今日は\
                失敗することもあります。
                """),
        remedy: Text(
            en: "Name the version, `npm install --global NAME@1.2.3`, or install from a lock file.",
            ja: "バージョンを指定する (`npm install --global NAME@1.2.3`) か、ロックファイルからインストールしてください。"),
        message: Text(en: "{packages} {count|1=has|have} no version", ja: "{packages} ({count} 件) にバージョンが指定されていません"),
        links: [
            "https://docs.npmjs.com/cli/commands/npm-install",
            "https://pip.pypa.io/en/stable/topics/repeatable-installs/",
        ],
        aliases: ["zizmor/adhoc-packages"],
        differs: Text(
            en: "zizmor reports installations without a lock file, pinned ones too; here a version is enough.",
            ja: "zizmor はロックファイルを使わないインストールを、バージョン指定があっても報告します。ここではバージョンがあれば十分です。"),
        fails: [
            """
            === .github/workflows/ci.yml
            on: push
            jobs:
              deploy:
                runs-on: ubuntu-24.04
                steps:
                  - run: npm install -g ⟦aws-cdk⟧
            """,
            """
            === buildspec.yml
            version: 0.2
            phases:
              install:
                commands:
                  - pip3 install --upgrade ⟦checkov⟧ yamllint==1.37.1
            """,
            """
            === .gitlab-ci.yml
            lint:
              script:
                - go install ⟦honnef.co/go/tools/cmd/staticcheck@latest⟧
            """,
        ],
        passes: [
            """
            === .github/workflows/ci.yml
            on: push
            jobs:
              deploy:
                runs-on: ubuntu-24.04
                steps:
                  - run: |
                      npm install -g aws-cdk@2.1033.0
                      npm ci
                      pip install -r requirements.txt
                      pip install --upgrade pip
                      pip install . -c constraints.txt
                      sudo apt-get install -y jq
                      npm install express
            """
        ]
    )

    func check(_ subject: PipelineSubject, _ report: inout Report) {
        for item in PipelineParts.scripts(subject.pipeline) {
            for call in item.script.shell.packageCalls where call.verb == .install && isTool(call) {
                let loose = call.packages.filter { $0.kind == .registry && isLoose($0, call) }
                guard let first = loose.first else { continue }
                let names = loose.prefix(4).map { "`\($0.word.template)`" } + (loose.count > 4 ? ["…"] : [])
                report.fault(
                    at: item.script.place(first.range).span,
                    ["packages": names.joined(separator: ", "), "count": "\(loose.count)"])
            }
        }
    }

    /// Whether it installs a program for the pipeline, and nothing else decides the version.
    private func isTool(_ call: PackageCall) -> Bool {
        switch call.manager {
        case .npm, .pnpm, .yarn: return call.hasFlag("-g", "--global") || call.rawVerb.hasPrefix("global")
        case .pip, .pipx, .uv:
            return !call.hasFlag("-c", "--constraint", "--constraints", "--no-index", "--exclude-newer", "-e")
        case .go: return call.rawVerb == "install"
        case .cargo, .gem: return !call.hasFlag("--path", "--git", "-g", "--file")
        default: return false
        }
    }

    private static let ownTools: Set<String> = ["pip", "setuptools", "wheel", "npm", "uv", "bundler", "yarn", "pnpm"]

    private func isLoose(_ package: ShellSyntax.Package, _ call: PackageCall) -> Bool {
        if Self.ownTools.contains(package.name) || package.name.contains("$") || package.isPinned { return false }
        if call.manager.isPython, package.name.contains("/") || package.name.contains("*") { return false }
        guard let version = package.version else { return call.manager != .go }
        return ["latest", "next", "master", "main", ""].contains(version.lowercased())
    }
}
