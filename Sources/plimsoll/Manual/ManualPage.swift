import Basics

/// The manual page plimsoll(1), from the commands' own help, in the language mdoc(7) that groff and mandoc read.
struct ManualPage {
    let root: ToolInfo.Command
    let date: Day

    func render() -> String {
        var page = [".Dd \(Self.monthName(date.month)) \(date.day), \(date.year)", ".Dt PLIMSOLL 1", ".Os"]
        page += [".Sh NAME", ".Nm plimsoll", ".Nd review container workloads for Amazon ECS, with evidence"]
        page.append(".Sh SYNOPSIS")
        for (name, command) in commands { page += Self.synopsis(name, command) }
        page.append(".Sh DESCRIPTION")
        page += ManualFacts.description.map(Roff.text)
        page.append(".Sh COMMANDS")
        for (name, command) in commands { page += Self.section(name, command) }
        page += ManualFacts.tail
        return page.joined(separator: "\n") + "\n"
    }

    /// What people are to know of, with the words to type: neither hidden commands nor the library's own `help`.
    private var commands: [(name: String, command: ToolInfo.Command)] { Self.parts(root, "") }

    private static func parts(
        _ command: ToolInfo.Command, _ prefix: String
    ) -> [(name: String, command: ToolInfo.Command)] {
        (command.subcommands ?? []).filter { $0.shouldDisplay && $0.commandName != "help" }.flatMap { part in
            [(prefix + part.commandName, part)] + parts(part, prefix + part.commandName + " ")
        }
    }

    private static func words(_ name: String) -> String {
        name.split(separator: " ").map { Roff.word(String($0)) }.joined(separator: " ")
    }

    /// Whether a command does nothing by itself.
    private static func isGroup(_ command: ToolInfo.Command) -> Bool {
        command.subcommands?.contains { $0.commandName != "help" } == true
    }

    private static func arguments(_ command: ToolInfo.Command) -> [ToolInfo.Argument] {
        (command.arguments ?? []).filter { argument in
            argument.shouldDisplay && !(argument.names ?? []).contains { ["help", "version"].contains($0.name) }
        }
    }

    private static func synopsis(_ name: String, _ command: ToolInfo.Command) -> [String] {
        if isGroup(command) { return [] }
        let all = arguments(command)
        var lines = [".Nm", ".Cm \(words(name))"]
        if all.contains(where: { $0.kind != .positional }) { lines.append(".Op Ar options") }
        for argument in all where argument.kind == .positional {
            let dots = argument.isRepeating ? " ..." : ""
            let name = Roff.word(argument.valueName ?? "value")
            lines.append((argument.isOptional ? ".Op Ar " : ".Ar ") + name + dots)
        }
        return lines
    }

    private static func section(_ name: String, _ command: ToolInfo.Command) -> [String] {
        var lines = [".Ss plimsoll \(words(name))"]
        if let abstract = command.abstract { lines.append(Roff.text(abstract)) }
        if let discussion = command.discussion, !discussion.isEmpty {
            lines.append(".Pp")
            lines += Roff.paragraphs(discussion)
        }
        let all = arguments(command)
        guard !all.isEmpty else { return lines }
        lines.append(".Bl -tag -width Ds")
        for argument in all { lines += item(argument) }
        lines.append(".El")
        return lines
    }

    private static func item(_ argument: ToolInfo.Argument) -> [String] {
        let value = Roff.word(argument.valueName ?? "value")
        var head = ".It"
        switch argument.kind {
        case .positional:
            head += " Ar \(value)" + (argument.isRepeating ? " ..." : "")
        case .option, .flag:
            let names = (argument.names ?? []).sorted { $0.name.utf8.count < $1.name.utf8.count }
            for (index, name) in names.enumerated() {
                let dashes = name.kind == .long ? "\\-" : ""
                head += (index == 0 ? " Fl " : " , Fl ") + dashes + Roff.word(name.name)
            }
            if argument.kind == .option { head += " Ar \(value)" }
        }
        var text = argument.abstract ?? ""
        if let fallback = argument.defaultValue, !fallback.isEmpty { text += " (default: \(fallback))" }
        return [head, Roff.text(text)]
    }

    private static func monthName(_ month: Int) -> String {
        let names = [
            "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
            "November", "December",
        ]
        return names.indices.contains(month - 1) ? names[month - 1] : ""
    }
}
