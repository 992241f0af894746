package import Basics

/// What became of a jsonnet file that was given to the `jsonnet` program.
package enum JsonnetRendering: Sendable, Hashable {
    /// The JSON that it stands for.
    case json([UInt8])
    /// The program is not installed.
    case noProgram
    /// What the program said.
    case failed(String)

    /// Why the file could not be read, and what helps; nil when it could.
    package var reason: Text? {
        switch self {
        case .json: nil
        case .noProgram:
            Text(
                en: "it is Jsonnet, and the `jsonnet` program is not installed. Install it, or keep the rendered JSON.",
                ja: "Jsonnet のファイルですが、`jsonnet` コマンドが見つかりません。インストールするか、レンダリング済みの JSON を置いてください。")
        case .failed(let cause):
            Text(
                en:
                    "`jsonnet` could not render it: \(cause). Functions that only ecspresso knows need `ecspresso render`; keep its output as JSON.",
                ja:
                    "`jsonnet` でレンダリングできませんでした: \(cause)。ecspresso 独自の関数を使っている場合は、`ecspresso render` の出力を JSON として置いてください。"
            )
        }
    }
}
