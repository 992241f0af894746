import Basics
import DockerfileSyntax
import RuleKit

struct UndeclaredBaseArgument: Rule {
    static let about = About(
        id: "DF213", since: "0.1", severity: .high,
        title: Text(en: "Undeclared argument in FROM", ja: "FROM で未宣言の引数を参照している"),
        why: Text(
            en: "FROM sees only arguments declared before the first FROM; any other is empty and the build fails.",
            ja: "FROM から参照できるのは最初の FROM より前で宣言した引数だけです。それ以外は空になり、ビルドが失敗します。"),
        remedy: Text(
            en: "Declare it with `ARG` above the first FROM, with a default.",
            ja: "最初の FROM より前に、既定値を付けた `ARG` で宣言してください。"),
        message: Text(en: "no ARG before the first FROM declares `{name}`", ja: "最初の FROM より前に `{name}` の ARG がありません"),
        links: [
            "https://docs.docker.com/reference/build-checks/undefined-arg-in-from/",
            "https://docs.docker.com/reference/dockerfile/#understand-how-arg-and-from-interact",
        ],
        aliases: ["UndefinedArgInFrom", "droast:DF086"],
        differs: Text(
            en: "An argument that has a fallback where it is used is accepted.",
            ja: "参照側に既定値がある引数は認めます。"),
        fails: [
            "FROM ⟦$BASE⟧", "FROM alpine:3.24 AS a\nARG TAG=1\nFROM ⟦node:${TAG}⟧",
            "FROM ⟦--platform=$BUILDPLATFROM⟧ golang:1.26", "ARG VERSION=3\nFROM ⟦alpine:${VERSON}⟧",
        ],
        passes: [
            "ARG BASE=alpine:3.24\nFROM $BASE", "FROM ${BASE:-alpine:3.24}", "ARG BASE\nFROM $BASE",
            "FROM --platform=$BUILDPLATFORM alpine:3.24", "FROM alpine:3.24-$TARGETARCH",
            "ARG P=linux/amd64\nFROM --platform=$P alpine:3.24",
        ]
    )

    func check(_ file: Dockerfile, _ report: inout Report) {
        for use in file.undefinedVariables where file.instructions[use.instruction].keyword == .from {
            let stage = file.stages.first { $0.from == use.instruction }
            report.fault(at: stage?.image.range ?? use.range, ["name": use.name])
        }
        let declared = BaseArguments(file)
        for stage in file.stages {
            guard let flag = stage.platform, let value = flag.value,
                let name = BaseArguments.plainUses(in: value).first(where: { !declared.names.contains($0) })
            else { continue }
            report.fault(at: flag.range, ["name": name])
        }
    }
}
