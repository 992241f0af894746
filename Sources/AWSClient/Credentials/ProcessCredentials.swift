import Basics
import Subprocess

/// Credentials that a program of the user's own prints (`credential_process`).
enum ProcessCredentials {
    static func credentials(
        _ command: String, profile: String, _ settings: AWSSettings
    ) async throws(Failure) -> Credentials {
        var words = words(command)
        guard !words.isEmpty else { throw failed(profile, "empty command") }
        let program = words.removeFirst()
        let output: String
        do {
            output = try await BoundedProcess.output(program, words, input: "", environment: settings.environment)
        } catch {
            throw failed(profile, error.description)
        }
        // What it printed may hold secrets: it is in no message.
        guard let root = JSONNode(root: Array(output.utf8)), root["Version"]?.scalar == "1",
            let found = Credentials(root)
        else { throw failed(profile, "its output is not a JSON object of Version 1 with keys") }
        guard found.expires.map({ settings.now() < $0 }) ?? true else { throw failed(profile, "its keys have expired") }
        return found
    }

    private static func failed(_ profile: String, _ cause: String) -> Failure {
        Failure(
            .refused,
            Text(
                en: "The credential_process of the AWS profile \(profile) gave no credentials.",
                ja: "AWS プロファイル \(profile) の credential_process から認証情報を取得できません。"),
            cause: cause)
    }

    /// Words as a shell would split them; nothing is expanded.
    static func words(_ command: String) -> [String] {
        var words: [String] = []
        var word: String?
        var quote: Character?
        var isEscaped = false
        for character in command {
            if isEscaped {
                word = (word ?? "") + String(character)
                isEscaped = false
            } else if let open = quote {
                if character == open {
                    quote = nil
                } else if character == "\\", open == "\"" {
                    isEscaped = true
                } else {
                    word = (word ?? "") + String(character)
                }
            } else if character == "\\" {
                isEscaped = true
            } else if character == "\"" || character == "'" {
                quote = character
                word = word ?? ""
            } else if character.isWhitespace {
                if let done = word { words.append(done) }
                word = nil
            } else {
                word = (word ?? "") + String(character)
            }
        }
        if let word { words.append(word) }
        return words
    }
}
