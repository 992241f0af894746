import Basics

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

extension Failure {
    /// An engine that cannot be reached, with what to do about it.
    static func engine(_ address: EngineAddress, code: Int32, cause: String) -> Failure {
        switch code {
        case EACCES, EPERM:
            Failure(
                .unavailable,
                Text(
                    en:
                        "You may not use the Docker Engine's socket \(address.shown). Add yourself to the docker group (`sudo usermod -aG docker $USER`, then log in again) or use sudo.",
                    ja:
                        "Docker Engine のソケット \(address.shown) を使用する権限がありません。docker グループに追加する (`sudo usermod -aG docker $USER` の後に再ログイン) か、sudo で実行してください。"
                ), cause: cause)
        case ENOENT, ECONNREFUSED:
            Failure(
                .unavailable,
                Text(
                    en:
                        "No Docker Engine runs at \(address.shown). Start it (`sudo systemctl start docker`, Docker Desktop, `systemctl --user start podman.socket`), or name another with DOCKER_HOST.",
                    ja:
                        "\(address.shown) で Docker Engine が動作していません。起動する (`sudo systemctl start docker`、Docker Desktop、`systemctl --user start podman.socket`) か、DOCKER_HOST で別のエンジンを指定してください。"
                ), cause: cause)
        default:
            Failure(
                .unavailable,
                Text(
                    en:
                        "The Docker Engine at \(address.shown) could not be asked. See whether `docker version` answers.",
                    ja: "\(address.shown) の Docker Engine に問い合わせできませんでした。`docker version` が応答するか確認してください。"),
                cause: cause)
        }
    }

    /// An answer that is none of an engine, or an error of its own.
    static func engine(_ address: EngineAddress, answered answer: EngineClient.Answer) -> Failure {
        guard let message = answer.message else {
            return Failure(
                .unavailable,
                Text(
                    en:
                        "What answers at \(address.shown) is no Docker Engine. Check DOCKER_HOST and the Docker context.",
                    ja: "\(address.shown) で応答しているのは Docker Engine ではありません。DOCKER_HOST と Docker のコンテキストを確認してください。"),
                cause: "HTTP \(answer.status)")
        }
        return Failure(
            .unavailable,
            Text(
                en: "The Docker Engine at \(address.shown) refused: \(message)",
                ja: "\(address.shown) の Docker Engine がエラーを返しました: \(message)"), cause: "HTTP \(answer.status)")
    }

    static func noImage(_ name: String, _ address: EngineAddress) -> Failure {
        Failure(
            .notFound,
            Text(
                en:
                    "The Docker Engine at \(address.shown) has no image `\(name)`. Fetch it first: `docker pull \(name)`.",
                ja: "\(address.shown) の Docker Engine にイメージ `\(name)` がありません。先に `docker pull \(name)` で取得してください。"))
    }

    static func noPlatform(_ name: String, has: String, wish: String) -> Failure {
        Failure(
            .notFound,
            Text(
                en:
                    "The Docker Engine has `\(name)` for \(has), not for \(wish). Fetch that: `docker pull --platform \(wish) \(name)`.",
                ja:
                    "Docker Engine にある `\(name)` は \(has) 用で、\(wish) 用はありません。`docker pull --platform \(wish) \(name)` で取得してください。"
            ))
    }

    static func throwIfCancelled() throws(Failure) {
        guard !Task.isCancelled else {
            throw Failure(.unavailable, Text(en: "Reading was cancelled.", ja: "読み取りが中断されました。"))
        }
    }
}
