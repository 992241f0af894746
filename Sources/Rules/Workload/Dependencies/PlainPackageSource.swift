import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax
import Workload

struct PlainPackageSource: Rule {
    static let about = About(
        id: "WL508", since: "0.1", severity: .high,
        title: Text(en: "Packages fetched without encryption", ja: "暗号化されていない経路でのパッケージ取得"),
        why: Text(
            en: "Anybody on the way can put code of their own into the image, and it runs with your task role.",
            ja: "経路上の誰でもイメージに任意のコードを混入でき、そのコードはタスクロールの権限で動きます。"),
        remedy: Text(
            en: "Use the `https://` address of the registry or repository.",
            ja: "レジストリやリポジトリの `https://` の URL を使ってください。"),
        message: Text(
            en: "`{command}` fetches from `{address}`, as {file} says",
            ja: "{file} の指定により、`{command}` は `{address}` から取得します"),
        links: [
            "https://docs.npmjs.com/cli/using-npm/config#registry", "https://pip.pypa.io/en/stable/cli/pip_install/",
        ],
        answers: ["SEC_04.verified-downloads"],
        fails: [
            """
            === Dockerfile
            FROM python:3.13
            WORKDIR /app
            COPY requirements.txt .
            RUN pip ⟦install⟧ -r requirements.txt
            === requirements.txt
            --index-url http://pypi.example.com/simple
            flask==3.1.0
            """,
            """
            === Dockerfile
            FROM node:22
            WORKDIR /app
            COPY . .
            RUN npm ⟦ci⟧
            === package.json
            {"dependencies": {"express": "^5.0.0"}}
            === package-lock.json
            {}
            === .npmrc
            registry=http://npm.example.com/
            """,
        ],
        passes: [
            """
            === Dockerfile
            FROM python:3.13
            WORKDIR /app
            COPY requirements.txt .
            RUN pip install -r requirements.txt
            === requirements.txt
            --index-url https://pypi.example.com/simple
            flask==3.1.0
            """,
            """
            === Dockerfile
            FROM node:22
            WORKDIR /app
            COPY . .
            RUN npm ci
            === package.json
            {"dependencies": {"express": "^5.0.0"}}
            === package-lock.json
            {}
            === .npmrc
            registry=http://localhost:4873/
            """,
        ],
        fixes: [
            (
                """
                === Dockerfile
                FROM python:3.13
                WORKDIR /app
                COPY . .
                RUN pip install -r requirements.txt
                === requirements.txt
                --index-url http://pypi.example.com/simple
                flask==3.1.0
                """,
                """
                === Dockerfile
                FROM python:3.13
                WORKDIR /app
                COPY . .
                RUN pip install -r requirements.txt
                === requirements.txt
                --index-url https://pypi.example.com/simple
                flask==3.1.0
                """
            )
        ]
    )

    func check(_ workload: Workload, _ report: inout Report) {
        for install in workload.neededInstalls {
            guard let context = workload.context, let manifest = install.manifest else { continue }
            var sources = install.manifests.flatMap { one in one.sources.map { (one.path, $0) } }
            for config in PackageConfig.read(folder: manifest.folder, in: context.tree) where reads(install, config) {
                sources += config.sources.map { (config.path, $0) }
            }
            guard let (file, plain) = sources.first(where: { $0.1.isPlain && $0.1.kind != .path }) else { continue }
            report.fault(
                at: install.verbPlace, ["command": install.shown, "address": plain.address, "file": file],
                fix: fix(plain, context),
                related: (plain.span.map { [$0] } ?? []).map { .init($0, Text(en: "the address", ja: "この URL です")) })
        }
    }

    /// The same address by TLS.
    private func fix(_ source: PackageSource, _ context: BuildContext) -> Fix? {
        guard let span = source.span, let file = context.tree.source(span.path),
            span.bytes.upperBound <= file.bytes.count
        else { return nil }
        let needle = Array("http://".utf8)
        let bytes = file.bytes[span.bytes]
        guard
            let start = bytes.indices.first(where: { bytes[$0...].starts(with: needle) })
        else { return nil }
        return Fix(
            .ask, [Edit(path: span.path, start + 4..<start + 4, "s")],
            note: Text(
                en: "Check that the server answers by HTTPS with a certificate that the build trusts.",
                ja: "サーバーが HTTPS に対応し、ビルド環境が証明書を信頼できることを確認してください。"))
    }

    private func reads(_ install: DependencyInstall, _ config: PackageConfig) -> Bool {
        switch config.kind {
        case .npmrc: [.npm, .pnpm].contains(install.call.manager)
        case .yarnrc: install.call.manager == .yarn
        case .bunfig: install.call.manager == .bun
        default: false
        }
    }
}
