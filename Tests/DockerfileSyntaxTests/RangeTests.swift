import Basics
import DockerfileSyntax
import Testing

struct RangeTests {
    static func places(_ instruction: Instruction) -> [Range<Int>] {
        var found = [instruction.range, instruction.keywordRange] + instruction.flags.map(\.range)
        for pair in instruction.pairs {
            found += [pair.range, pair.key.range]
            if let value = pair.value { found.append(value.range) }
        }
        found += instruction.words.map(\.range)
        if case .health(let type, _) = instruction.arguments { found.append(type.range) }
        for heredoc in instruction.heredocs { found += [heredoc.marker, heredoc.content, heredoc.terminator] }
        if let trigger = instruction.trigger { found += places(trigger) }
        return found
    }

    /// Each text marks every node of its last instruction.
    @Test(arguments: [
        "FROM a\n ⟦⟦COPY⟧  ⟦--from=b⟧ ⟦--chown=1:2⟧ ⟦x y⟧⟧".replacing("⟦x y⟧", with: "⟦x⟧ ⟦y⟧"),
        "FROM a\n⟦⟦ENV⟧ ⟦⟦A⟧=⟦1⟧⟧ ⟦⟦B⟧=⟦\"x y\"⟧⟧⟧",
        "FROM a\n⟦⟦ENV⟧ ⟦⟦A⟧ ⟦b c⟧⟧⟧  \n",
        "FROM a\n⟦⟦ARG⟧ ⟦⟦A⟧⟧ ⟦⟦B⟧=⟦1⟧⟧⟧",
        "FROM a\n⟦⟦CMD⟧ [⟦\"a\"⟧, ⟦\"b\\u0041\"⟧]⟧",
        "FROM a\n⟦⟦RUN⟧ ⟦--mount=type=cache,\\\ntarget=/x⟧ ⟦a \\\n  b⟧⟧\n",
        "FROM a\n⟦⟦HEALTHCHECK⟧ ⟦--interval=5s⟧ ⟦CMD⟧ ⟦x y⟧⟧",
        "FROM a\n⟦⟦ONBUILD⟧ ⟦⟦COPY⟧ ⟦a⟧ ⟦b⟧⟧⟧",
        "FROM a\n⟦⟦COPY⟧ ⟦⟦<<E⟧⟧ ⟦/x⟧\n⟦c\n⟧⟦E⟧⟧\nUSER a".replacing("\nUSER a", with: ""),
        "⟦⟦FROM⟧ ⟦--platform=$BUILDPLATFORM⟧ ⟦a:1⟧ ⟦AS⟧ ⟦b⟧⟧",
        "FROM a\r\n⟦⟦USER⟧ ⟦b⟧⟧\r\n",
        "FROM a\n# ünï\n⟦⟦LABEL⟧ ⟦⟦ü⟧=⟦'ñ'⟧⟧⟧",
    ])
    func exact(text: String) throws {
        let marked = Marked(text)
        let instruction = try #require(marked.file.instructions.last)
        let found = Set(Self.places(instruction))
        #expect(
            found.map { marked.file.source.text($0) }.sorted()
                == Set(marked.ranges).map { marked.file.source.text($0) }.sorted())
        #expect(found == Set(marked.ranges))
    }
}
