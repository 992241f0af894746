import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax
import Workload

struct UnknownUser: Rule {
    static let about = About(
        id: "WL203", since: "0.1", severity: .high,
        title: Text(en: "USER names a user that does not exist", ja: "USER に存在しないユーザーを指定している"),
        why: Text(
            en:
                "The runtime looks the name up in the image's `/etc/passwd`; where it is missing the container does not start.",
            ja: "ランタイムはこの名前をイメージの `/etc/passwd` から探します。見つからないとコンテナは起動しません。"),
        remedy: Text(
            en: "Make the user in this stage, or write a number such as `USER 65532:65532`, which needs no entry.",
            ja: "このステージでユーザーを作成するか、エントリーの不要な `USER 65532:65532` のような数値で指定してください。"),
        message: Text(en: "nothing makes the user `{user}` in this image", ja: "このイメージには `{user}` を作成する処理がありません"),
        links: ["https://docs.docker.com/reference/dockerfile/#user"],
        aliases: ["tally/named-identity-in-passwdless-stage"],
        answers: ["SEC_01.user"],
        fails: [
            "FROM python:3.13\nUSER ⟦app⟧\nCMD [\"python\", \"app.py\"]",
            "FROM golang:1.26 AS build\nRUN useradd app\nFROM scratch\nCOPY --from=build /app /app\nUSER ⟦app⟧\nENTRYPOINT [\"/app\"]",
        ],
        passes: [
            "FROM python:3.13\nRUN useradd --create-home app\nUSER app",
            "FROM node:22\nUSER node", "FROM alpine:3.20\nRUN adduser -D -u 1000 app\nUSER app:app",
            "FROM scratch\nCOPY passwd /etc/passwd\nUSER app", "FROM scratch\nUSER 65532:65532",
            "FROM company/base:1\nUSER app", "FROM debian:12\nARG U=app\nRUN useradd $U\nUSER app",
            "FROM debian:12\nRUN apt-get update && apt-get install -y nginx\nUSER nginx",
            "FROM mcr.microsoft.com/dotnet/aspnet:8.0\nUSER app",
            "FROM gcr.io/distroless/static-debian12\nUSER nonroot",
            "FROM debian:12\nRUN echo 'app:x:1000:1000::/:/bin/sh' >> /etc/passwd\nUSER app",
        ],
        fixes: [
            (
                "FROM python:3.13\nUSER app\nCMD [\"python\", \"app.py\"]",
                "FROM python:3.13\nRUN groupadd --gid 10001 app && useradd --no-log-init --uid 10001 --gid app app\nUSER app\nCMD [\"python\", \"app.py\"]"
            ),
            (
                "FROM scratch\nCOPY app /app\nUSER app\nENTRYPOINT [\"/app\"]",
                "FROM scratch\nCOPY app /app\nUSER 10001:10001\nENTRYPOINT [\"/app\"]"
            ),
        ]
    )

    func check(_ workload: Workload, _ report: inout Report) {
        guard workload.stage != nil, let user = workload.config?.user?.value, let text = user.value else { return }
        let name = ImageUsers.user(text)
        guard !name.isEmpty, !ImageUsers.isNumber(name), !ImageUsers.isRoot(name) else { return }
        let users = ImageUsers(workload)
        guard !users.mayBeMore, !users.makes(name) else { return }
        // Packages make users of their own.
        guard ImageUsers.base(of: workload, has: name) == false, !installsPackages(workload) else { return }
        report.fault(at: user.range, ["user": name], fix: fix(name, user, workload))
    }

    private func fix(_ name: String, _ user: DockerfileSyntax.Word, _ workload: Workload) -> Fix? {
        guard let index = workload.config?.user?.instruction, workload.stage?.instructions.contains(index) == true,
            user.raw == name || user.raw == "\(name):\(name)", name.utf8.allSatisfy(ExecForm.isPlain)
        else { return nil }
        let file = workload.dockerfile
        if let steps = RootUser.making(name, workload.knownBase?.family) {
            // A step before may have switched to another user already.
            guard !file.instructions[..<index].contains(where: { $0.keyword == .user }) else { return nil }
            return Fix(.ask, [file.inserting("RUN " + steps.joined(separator: " && "), before: index)])
        }
        return .ask(
            user.range, "10001:10001",
            note: Text(
                en: "Nothing in the image knows this number by a name: check that the application needs none.",
                ja: "この番号に対応するユーザー名はイメージにありません。アプリケーションが名前を必要としないことを確認してください。"))
    }

    private func installsPackages(_ workload: Workload) -> Bool {
        if workload.config?.base == .scratch { return false }
        return workload.shipped.contains { _, instruction in
            guard instruction.keyword == .run, let script = instruction.script else { return false }
            let installers = ["apt-get", "apt", "apk", "yum", "dnf", "microdnf", "tdnf", "dpkg", "rpm", "zypper"]
            return !script.interpreter.isShell
                || script.shell.commands.contains { command in
                    installers.contains(command.program ?? "") || command.program == nil
                        || command.program?.hasSuffix(".sh") == true || command.program == "sh"
                        || command.program == "bash"
                }
        }
    }
}
