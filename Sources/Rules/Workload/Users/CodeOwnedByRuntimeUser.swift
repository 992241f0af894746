import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax
import Workload

struct CodeOwnedByRuntimeUser: Rule {
    static let about = About(
        id: "WL206", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "The application can change its own code", ja: "アプリケーションが自分のコードを書き換えられる"),
        why: Text(
            en: "Files that belong to the user who runs them can be replaced by whoever takes the application over.",
            ja: "実行ユーザーが所有するファイルは、アプリケーションを乗っ取った攻撃者に書き換えられます。"),
        remedy: Text(
            en: "Copy code without `--chown`, so that root owns it, and give the user only the folders it writes to.",
            ja: "コードは `--chown` を付けずにコピーして root の所有とし、書き込み先のフォルダーだけを実行ユーザーに渡してください。"),
        message: Text(en: "the code belongs to `{user}`, who runs it", ja: "コードの所有者が実行ユーザーの `{user}` です"),
        proof: Text(en: "`{user}` does not own the files of the image", ja: "`{user}` はイメージのファイルを所有していません"),
        links: ["https://docs.docker.com/reference/dockerfile/#copy---chown---chmod"],
        answers: ["SEC_01.file-ownership"],
        fails: ["FROM node:22\nCOPY ⟦--chown=node:node⟧ . /app\nUSER node\nCMD [\"node\", \"server.js\"]"],
        passes: [
            "FROM node:22\nCOPY . /app\nUSER node\nCMD [\"node\", \"server.js\"]",
            "FROM node:22\nCOPY --chown=node data /app/data\nUSER node\nCMD [\"node\", \"server.js\"]",
            "FROM node:22\nCOPY --chown=root . /app\nUSER node\nCMD [\"node\", \"server.js\"]",
        ],
        proves: ["FROM node:22\nCOPY . /app\nUSER ⟦node⟧\nCMD [\"node\", \"server.js\"]"]
    )

    func check(_ workload: Workload, _ report: inout Report) {
        guard workload.startsOnECS, let user = workload.config?.user?.value, let text = user.value,
            !ImageUsers.isRoot(text)
        else { return }
        let name = ImageUsers.user(text)
        var isOwned = false
        for (_, instruction) in workload.shipped {
            if instruction.keyword == .run, let script = instruction.script,
                script.shell.commands.contains(where: { $0.program == "chown" || $0.program == "install" })
            {
                isOwned = true
            }
            guard [.copy, .add].contains(instruction.keyword), let flag = instruction.flag("chown") else { continue }
            isOwned = true
            // A whole tree is code; a named folder may be data.
            let sources = instruction.words.dropLast().map(\.shown)
            guard let owner = flag.value, ImageUsers.user(owner) == name,
                sources.contains(where: { [".", "./", "src", "app", "dist", "build"].contains($0) })
            else { continue }
            return report.fault(at: flag.range, ["user": name])
        }
        if !isOwned, workload.shipped.contains(where: { $0.instruction.keyword == .copy }) {
            report.holds(at: user.range, ["user": name])
        }
    }
}
