import Basics
import RuleKit

extension Peers {
    /// BuildKit's build checks, 22 in its list of rules.
    static let buildKit: [PeerRule] = [
        peer(
            "StageNameCasing", "Stage names are lower case",
            "ステージ名を小文字にする"),
        peer(
            "FromAsCasing", "FROM and AS have the same case",
            "FROM と AS の大文字・小文字をそろえる"),
        peer(
            "NoEmptyContinuation", "No empty line inside an instruction",
            "命令の途中に空行を入れない"),
        peer(
            "ConsistentInstructionCasing", "Instructions have one case",
            "命令の大文字・小文字を統一する"),
        peer(
            "DuplicateStageName", "Stage names are unique",
            "ステージ名が重複しない"),
        peer(
            "ReservedStageName", "No reserved stage name",
            "予約語をステージ名にしない"),
        peer(
            "JSONArgsRecommended", "CMD and ENTRYPOINT in JSON form",
            "CMD と ENTRYPOINT を JSON 形式で書く"),
        peer(
            "MaintainerDeprecated", "No MAINTAINER",
            "MAINTAINER を使わない"),
        peer(
            "UndefinedArgInFrom", "FROM uses arguments that are declared",
            "FROM で使う引数が宣言されている"),
        peer(
            "WorkdirRelativePath", "A relative WORKDIR follows an absolute one",
            "相対パスの WORKDIR の前に絶対パスの WORKDIR がある"),
        peer(
            "UndefinedVar", "Variables are declared before they are used",
            "変数が使用前に宣言されている"),
        peer(
            "MultipleInstructionsDisallowed", "One CMD, ENTRYPOINT and HEALTHCHECK a stage",
            "CMD、ENTRYPOINT、HEALTHCHECK は 1 ステージに 1 つだけにする"),
        peer(
            "LegacyKeyValueFormat", "ENV and LABEL with an equals sign",
            "ENV と LABEL を = 付きで書く"),
        peer(
            "InvalidBaseImagePlatform", "The base image is there for the platform of the build",
            "ベースイメージがビルド対象のプラットフォームに対応している",
            declined: Divergence(
                .notStatic,
                en: "Only the registry knows the platforms of an image; the build itself says so at once.",
                ja: "イメージの対応プラットフォームはレジストリに問い合わせないとわかりません。ビルド時にすぐ判明します。")),
        peer(
            "RedundantTargetPlatform", "No --platform=$TARGETPLATFORM",
            "--platform=$TARGETPLATFORM を書かない"),
        peer(
            "SecretsUsedInArgOrEnv", "No secrets in ARG or ENV",
            "ARG と ENV にシークレットを入れない"),
        peer(
            "InvalidDefaultArgInFrom", "The defaults of arguments make a valid FROM",
            "引数の既定値だけで FROM が成り立つ"),
        peer(
            "FromPlatformFlagConstDisallowed", "No fixed --platform in FROM",
            "FROM の --platform を固定しない"),
        peer(
            "CopyIgnoredFile", "COPY takes nothing that .dockerignore leaves out",
            ".dockerignore で除外したファイルを COPY しない"),
        peer(
            "InvalidDefinitionDescription", "The comment above a stage or ARG describes it",
            "ステージや ARG の直前のコメントがその説明になっている"),
        peer(
            "ExposeProtoCasing", "The protocol in EXPOSE is lower case",
            "EXPOSE のプロトコルを小文字にする"),
        peer(
            "ExposeInvalidFormat", "EXPOSE has no address or host port",
            "EXPOSE に IP アドレスやホストポートを書かない"),
    ]
}

private func peer(
    _ id: String, _ en: String, _ ja: String, same: String? = nil, declined: Divergence? = nil
) -> PeerRule {
    PeerRule(id, .buildKit, Text(en: en, ja: ja), link: page(id), same: same, declined: declined)
}

/// `JSONArgsRecommended` is at `json-args-recommended`; checks without a page lead to the list.
private func page(_ id: String) -> String {
    guard id != "InvalidBaseImagePlatform" else { return PeerTool.buildKit.index }
    return PeerTool.buildKit.index + RegisteredRule.slug(of: id) + "/"
}
