/// Why a value is not known from the files: it shows only where a template is rendered or a stack is made.
package struct Unknown: Sendable, Hashable {
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        /// `<IMAGE1_NAME>`, `[account_id]`: replaced by a pipeline.
        case placeholder
        /// A variable of the environment or of the tool that renders: `{{ must_env "TAG" }}`, `var.image` without default.
        case variable
        /// A parameter of a stack without a default, or one that is looked up: `AWS::Region`, an SSM parameter.
        case parameter
        /// What another resource has only once it exists: an ARN, a DNS name.
        case attribute
        /// An expression that is not worked out.
        case expression
        /// It depends on a condition whose outcome is open.
        case condition
        /// The file that holds it is not at hand or could not be read.
        case missing
    }

    package var kind: Kind
    /// As written, without the marks around it where there are any.
    package var text: String

    package init(_ kind: Kind, _ text: String) {
        self.kind = kind
        self.text = text
    }
}
