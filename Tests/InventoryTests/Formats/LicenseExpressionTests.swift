import Inventory
import Testing

struct LicenseExpressionTests {
    @Test(arguments: [
        ("MIT", "MIT"), ("mit", "MIT"), ("(MIT OR apache-2.0)", "(MIT OR Apache-2.0)"),
        ("GPL-2.0-only WITH Classpath-exception-2.0", "GPL-2.0-only WITH Classpath-exception-2.0"),
        ("LGPL-2.1+ and MIT", "LGPL-2.1+ AND MIT"), (" ( ( MIT ) ) ", "((MIT))"),
    ])
    func valid(text: String, normal: String) { #expect(LicenseExpression.normal(text) == normal) }

    @Test(arguments: [
        "", "BSD", "MIT License", "MIT OR", "OR MIT", "(MIT", "MIT)", "MIT Apache-2.0", "MIT WITH", "MIT WITH MIT",
        "(MIT OR ISC) WITH Classpath-exception-2.0", "()", "LicenseRef-x", "Classpath-exception-2.0", "Apache 2.0",
    ])
    func invalid(text: String) { #expect(LicenseExpression.normal(text) == nil) }
}
