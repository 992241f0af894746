import Basics

extension Peers {
    /// The checks of slim that nobody else has.
    static let slim: [PeerRule] = [
        peer(
            "slim:ID.10001", "There is a .dockerignore",
            ".dockerignore がある"),
        peer(
            "slim:ID.10002", ".dockerignore is not empty",
            ".dockerignore が空でない"),
        peer(
            "slim:ID.20021", "What an earlier layer holds is not deleted in a later one",
            "前のレイヤーのファイルを後のレイヤーで削除しない"),
    ]
}

private func peer(
    _ id: String, _ en: String, _ ja: String, same: String? = nil, declined: Divergence? = nil
) -> PeerRule {
    PeerRule(id, .slim, Text(en: en, ja: ja), link: PeerTool.slim.index, same: same, declined: declined)
}
