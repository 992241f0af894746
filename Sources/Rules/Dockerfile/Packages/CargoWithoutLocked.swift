import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax

struct CargoWithoutLocked: Rule {
    static let about = About(
        id: "DF324", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "`cargo` without `--locked`", ja: "`--locked` のない `cargo`"),
        why: Text(
            en: """
                `cargo install` passes the lock file of the tool over, and `cargo build` rewrites yours when it does \
                not fit: the build takes dependencies that were never tested.
                """,
            ja: "`cargo install` はツールのロックファイルを無視し、`cargo build` は内容が合わないと手元のものを書き換えます。テストしていない依存関係でビルドされます。"),
        remedy: Text(en: "Add `--locked`.", ja: "`--locked` を付けてください。"),
        message: Text(en: "`{command}` without `--locked`", ja: "`{command}` に `--locked` がありません"),
        links: [
            "https://doc.rust-lang.org/cargo/commands/cargo-install.html",
            "https://doc.rust-lang.org/cargo/commands/cargo-build.html",
        ],
        answers: ["12F_02.strict", "PERF_03.lock-files"],
        fails: [
            "FROM rust:1.90\nRUN cargo ⟦install⟧ cargo-chef --version 0.1.71",
            "FROM rust:1.90\nCOPY Cargo.toml Cargo.lock ./\nRUN cargo ⟦build⟧ --release",
        ],
        passes: [
            "FROM rust:1.90\nRUN cargo install --locked cargo-chef@0.1.71",
            "FROM rust:1.90\nCOPY . .\nRUN cargo build --frozen",
            "FROM rust:1.90\nCOPY . .\nRUN cargo chef cook --recipe-path recipe.json && cargo --version",
            "FROM rust:1.90\nCOPY Cargo.toml ./\nRUN cargo build",
        ],
        fixes: [
            ("FROM rust:1.90\nRUN cargo install just@1.40.0", "FROM rust:1.90\nRUN cargo install --locked just@1.40.0")
        ]
    )

    static let commands = ["cargo"]

    func check(_ run: RunCommand, _ report: inout Report) {
        guard let call = run.call, call.rawVerb == "install" || call.rawVerb == "build" || call.rawVerb == "b",
            run.isNeeded, !call.hasFlag("--locked", "--frozen", "--offline", "--list", "--help"),
            !call.mayHaveHiddenOptions
        else { return }
        if call.rawVerb != "install" {
            guard case .copied = run.presence(of: ["Cargo.lock"]) else { return }
        }
        report.fault(
            at: run.place(call.verbRange), ["command": "cargo \(call.rawVerb)"],
            fix: Fix(.ask, [run.adding("--locked", to: call)]))
    }
}
