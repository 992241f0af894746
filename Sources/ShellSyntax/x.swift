package struct ShellScript: Sendable { package init() {} }
