import Basics
import DockerfileSyntax
import RuleKit
import Workload

extension RootUser {
    /// A `USER` behind the last step that needs root, with a user made as the base image's family does it and the
    /// folders that the application writes to.
    func fix(_ workload: Workload) -> Fix? {
        guard let config = workload.config, let stage = workload.stage else { return nil }
        let file = workload.dockerfile
        let starts = [config.entrypoint?.instruction, config.command?.instruction].compactMap { $0 }
        guard !starts.isEmpty else { return nil }
        // RUN, COPY and WORKDIR go on as root.
        let building: Set<Keyword> = [.run, .copy, .add, .workdir]
        let last = stage.instructions.last { building.contains(file.instructions[$0].keyword) } ?? stage.from
        guard let identity = identity(workload), !WrittenFolders.needRoot(workload) else { return nil }
        let isOwned = WrittenFolders.owned(by: identity.owner, in: workload)
        let folders = WrittenFolders.of(workload).filter { !isOwned($0) }
        guard folders.isEmpty || identity.hasShell, WrittenFolders.system.isDisjoint(with: folders) else { return nil }
        var steps = identity.steps
        if !folders.isEmpty {
            let list = folders.joined(separator: " ")
            steps += ["mkdir -p \(list)", "chown -R \(identity.ownership) \(list)"]
        }
        let escape = String(decoding: [file.escape], as: UTF8.self)
        var lines = steps.isEmpty ? "" : "RUN " + steps.joined(separator: " \(escape)\n    && ") + "\n"
        lines += "USER \(identity.user)"
        let before = starts.filter { stage.instructions.contains($0) && $0 > last }.min()
        var edits = [
            before.map { file.inserting(lines, before: $0) }
                ?? file.inserting(lines, after: stage.instructions.upperBound - 1)
        ]
        // An explicit `USER root` that no step stands behind has done its work.
        if let user = config.user, user.instruction > last, stage.instructions.contains(user.instruction) {
            edits.append(file.removing(user.instruction))
        }
        return Fix(.ask, edits, note: note(workload, folders))
    }

    private struct Identity {
        /// Behind USER.
        var user: String
        /// Its name or number.
        var owner: String
        /// For chown.
        var ownership: String
        /// What makes it.
        var steps: [String] = []
        /// The image has a shell and chown.
        var hasShell = true
    }

    private func identity(_ workload: Workload) -> Identity? {
        let family = workload.knownBase?.family
        if let made = ImageUsers(workload).made.last(where: { !$0.isGroup }) {
            return Identity(user: made.name, owner: made.name, ownership: made.name + ":", hasShell: family != .scratch)
        }
        for name in ["node", "deno"] where ImageUsers.base(of: workload, has: name) == true {
            return Identity(user: name, owner: name, ownership: "\(name):\(name)")
        }
        if case .named(let name)? = workload.knownBase?.user {
            return Identity(user: name, owner: name, ownership: name, hasShell: family != .distroless)
        }
        let number = Identity(user: "10001:10001", owner: "10001", ownership: "10001:10001")
        var made = number
        made.ownership = "app:app"
        if let steps = Self.making("app", family) {
            made.steps = steps
            return made
        }
        switch family {
        // Their small variants have no useradd.
        case .redhat?, .amazon?, .wolfi?: return number
        case .distroless?, .scratch?:
            return Identity(user: "65532:65532", owner: "65532", ownership: "65532:65532", hasShell: false)
        case .debian?, .alpine?, .busybox?, .windows?, nil: return nil
        }
    }

    /// The commands that make a user with a group of its own; nil where the image has none for it.
    static func making(_ name: String, _ family: KnownImage.Family?) -> [String]? {
        switch family {
        case .debian?: ["groupadd --gid 10001 \(name)", "useradd --no-log-init --uid 10001 --gid \(name) \(name)"]
        case .alpine?, .busybox?: ["addgroup -g 10001 \(name)", "adduser -D -H -u 10001 -G \(name) \(name)"]
        default: nil
        }
    }

    private func note(_ workload: Workload, _ folders: [String]) -> Text {
        let port = Listening.of(workload)?.port.flatMap { Int($0.value) }
        if let port, port < 1024 {
            return Text(
                en: """
                    Check that it may listen on port \(port), which is below 1024: if not, choose a higher one. Whatever \
                    else it writes to must belong to this user.
                    """,
                ja: """
                    ポート \(port) (1024 未満) で待ち受けできることを確認し、できなければ 1024 以上のポートに変更してください。\
                    ほかに書き込み先がある場合は、このユーザーの所有にします。
                    """)
        }
        return Text(
            en: "Start it once and check that it can write wherever it has to: everything else belongs to root.",
            ja: "一度起動し、必要な場所に書き込めることを確認してください。それ以外のファイルの所有者は root のままです。")
    }
}
