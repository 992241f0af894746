/// Prepares Jsonnet for a program that knows nothing of ecspresso.
///
/// ecspresso gives Jsonnet functions and variables of its own: `std.native('must_env')`, `std.extVar('tag')`. Here each
/// becomes the mark that a template would hold, `{{ must_env `TAG` }}`, which is read as unknown. Whatever a text that
/// is brought in by `import` asks for stays unanswered.
package enum JsonnetSource {
    private static let replaced = [
        (from: Array("std.native(".utf8), to: Array("plimsoll_native(".utf8)),
        (from: Array("std.extVar(".utf8), to: Array("plimsoll_extVar(".utf8)),
        (from: Array("std.parseInt(".utf8), to: Array("plimsoll_parseInt(".utf8)),
    ]

    /// In one line, so that a message of the program names the right one. A mark stays one through `parseInt`.
    private static let preamble = Array(
        """
        local plimsoll_native(name) = function(a='', b='', c='') '{{ ' + name + ' `' + a + '` }}'; \
        local plimsoll_extVar(name) = '{{ extVar `' + name + '` }}'; \
        local plimsoll_parseInt(x) = if std.substr(x, 0, 2) == '{{' then x else std.parseInt(x);\u{20}
        """.utf8)

    package static func prepared(_ source: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(source.count + preamble.count)
        var at = 0
        while at < source.count {
            if source[at] == UInt8(ascii: "s"),
                let (from, to) = replaced.first(where: { source[at...].starts(with: $0.from) })
            {
                result += to
                at += from.count
            } else {
                result.append(source[at])
                at += 1
            }
        }
        return result.count == source.count ? source : preamble + result
    }
}
