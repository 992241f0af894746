import Basics
import DockerfileSyntax
import ImageScan
import RuleKit

struct VersionControlInImage: Rule {
    static let about = About(
        id: "IM305", since: "0.1", severity: .medium,
        title: Text(en: "The repository's history is in the image", ja: "リポジトリの履歴がイメージに含まれている"),
        why: Text(
            en: """
                `.git` holds every version of every file, secrets that were taken out again too, the names of those who work \
                on it and often the address with which it was cloned. Whoever can pull the image can read it.
                """,
            ja: """
                `.git` には全ファイルの全バージョンが残り、後から消したシークレットや作業者の名前、clone 時の URL も読み取れます。\
                イメージをプルできる人なら誰でも閲覧できます。
                """),
        remedy: Text(
            en: "Name `.git` in `.dockerignore`, and rebuild.", ja: "`.dockerignore` に `.git` を記載し、再ビルドしてください。"),
        message: Text(
            en: "Layer {layer} holds `/{path}` with {bytes} of the repository's history",
            ja: "レイヤー {layer} の `/{path}` に、リポジトリの履歴 {bytes} が含まれています"),
        links: ["https://docs.docker.com/build/concepts/context/#dockerignore-files"],
        aliases: ["DKL-LI-0003"],
        differs: Text(
            en:
                "Only a repository that came from the build context counts; what `git clone` leaves is told in the strict set.",
            ja: "ビルドコンテキストから入ったリポジトリだけを対象とします。`git clone` で残ったものは strict で指摘します。"),
        answers: ["COST_03.no-leftovers", "DP_01.small"],
        fails: [
            """
            === Dockerfile
            FROM debian:12
            ⟦COPY . /app⟧
            === image
            LAYER ADD rootfs.tar /
            0755 bin/busybox (1 MB)
            LAYER COPY . /app # buildkit
            0644 app/.git/HEAD = ref: refs/heads/main
            0644 app/.git/objects/pack/1.pack (3 MB)
            """
        ],
        passes: [
            """
            === image
            BASE 1
            LAYER ADD rootfs.tar /
            0755 bin/busybox (1 MB)
            LAYER RUN git clone https://github.com/nvm-sh/nvm.git /root/.nvm
            0644 root/.nvm/.git/HEAD = ref: refs/heads/master
            0644 root/.nvm/.git/objects/pack/1.pack (3 MB)
            """,
            """
            === image
            LAYER COPY . /app
            0644 app/.gitignore = node_modules
            """,
        ]
    )

    func check(_ subject: ImageSubject, _ report: inout Report) {
        for group in WasteOfLayer.own(subject, [.workshop]) {
            let items = group.items.filter { Self.isHistory($0, subject) }
            if !items.isEmpty { WasteOfLayer(layer: group.layer, items: items).report(subject, &report) }
        }
    }

    /// Whether it is a repository that somebody copied from where the image was built.
    static func isHistory(_ item: Waste.Item, _ subject: ImageSubject) -> Bool {
        let tree = subject.image.tree
        switch item.path.split(separator: "/").last {
        case ".git": guard tree[item.path + "/HEAD"] != nil else { return false }
        case ".hg":
            guard tree[item.path + "/store"] != nil || tree[item.path + "/requires"] != nil else { return false }
        case ".svn": guard tree[item.path + "/wc.db"] != nil else { return false }
        default: return false
        }
        let history = subject.image.history
        guard let step = history.step(ofLayer: item.layer), ["COPY", "ADD"].contains(history.steps[step].keyword) else {
            return false
        }
        // What another stage or image brings may have been cloned there.
        if let index = history.instructions[step], let file = subject.image.dockerfile,
            file.instructions.indices.contains(index)
        {
            let instruction = file.instructions[index]
            if instruction.flag("from") != nil { return false }
            return instruction.copy?.sources.allSatisfy { $0.kind == .path } ?? true
        }
        return !tools.contains { item.path.contains($0) }
    }

    /// Folders of tools that install themselves by a clone.
    private static let tools = [
        ".nvm/", ".rbenv/", ".pyenv/", ".asdf/", ".oh-my-zsh/", ".sdkman/", "node_modules/", "vendor/",
        "site-packages/",
    ]
}
