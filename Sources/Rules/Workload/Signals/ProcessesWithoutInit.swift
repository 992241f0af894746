import Basics
import DockerfileSyntax
import RuleKit
import Workload

struct ProcessesWithoutInit: Rule {
    static let about = About(
        id: "WL109", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "Several processes without an init", ja: "init なしで複数のプロセスを動かしている"),
        why: Text(
            en: "Nobody collects processes that have ended: zombies pile up until the task can start no more.",
            ja: "終了したプロセスを回収するものがなく、ゾンビプロセスが増え続けると新しいプロセスを起動できなくなります。"),
        remedy: Text(
            en: "Set `initProcessEnabled` in the task definition's `linuxParameters`, or start with `tini --`.",
            ja: "タスク定義の `linuxParameters` で `initProcessEnabled` を有効にするか、`tini --` を介して起動してください。"),
        message: Text(
            en: "`{program}` is PID 1 of several processes and is no init",
            ja: "複数のプロセスがありますが、PID 1 の `{program}` は init ではありません"),
        proof: Text(en: "`{program}` is PID 1", ja: "`{program}` が PID 1 です"),
        links: [
            "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LinuxParameters.html",
            "https://docs.docker.com/engine/containers/multi-service_container/",
        ],
        answers: ["PERF_01.init"],
        fails: [
            "=== Dockerfile\nFROM debian:12\nCOPY run.sh /\nCMD ⟦[\"/run.sh\"]⟧\n=== run.sh\n#!/bin/sh\nworker &\nexec web\n"
        ],
        passes: [
            "FROM node:22\nCMD [\"node\", \"server.js\"]",
            "=== Dockerfile\nFROM debian:12\nCOPY run.sh /\nENTRYPOINT [\"tini\", \"--\"]\nCMD [\"/run.sh\"]\n=== run.sh\n#!/bin/sh\nworker &\nexec web\n",
        ],
        proves: ["FROM node:22\nENTRYPOINT [\"tini\", \"--\"]\nCMD ⟦[\"node\", \"server.js\"]⟧"]
    )

    func check(_ workload: Workload, _ report: inout Report) {
        guard workload.startsOnECS, let chain = workload.process, let first = chain.first else { return }
        if chain.hasInit || ["s6-svscan", "init"].contains(first.name) {
            let name = chain.links.first { $0.kind == .initProcess }?.name ?? first.name
            report.holds(at: workload.startPlace, ["program": name])
        } else if !chain.background.isEmpty {
            report.fault(at: workload.startPlace, ["program": first.name])
        } else if case .reaches = chain.verdict, first.kind == .program {
            report.notApplicable(
                at: workload.startPlace,
                because: Text(
                    en: "one program is started, which needs no init", ja: "起動するプログラムは 1 つで、init は不要です"))
        }
    }
}
