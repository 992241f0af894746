package import ECSModel

/// Definitions that belong together because one tool reads them as one: a template, a Terraform root module, an
/// ecspresso configuration, a raw definition.
package struct Stack: Sendable {
    /// The path of its file or folder, for people.
    package var name: String
    package var origin: Resource.Origin
    /// One for each way in which conditions can turn out, the likeliest first; never empty.
    package var variants: [Variant]
    /// Further ones that are made only to hold environments against each other: no other rule looks at them.
    package var environments: [Variant] = []

    package struct Variant: Sendable {
        /// What was assumed, as people write it: `Env = prod`; empty when nothing was.
        package var assumption: String
        package var resources: [Resource]
        /// The path of the file of values that it is made with; empty where there is none.
        package var values = ""

        package init(assumption: String = "", resources: [Resource]) {
            self.assumption = assumption
            self.resources = resources
        }
    }

    package init(name: String, origin: Resource.Origin, variants: [Variant]) {
        self.name = name
        self.origin = origin
        self.variants = variants.isEmpty ? [Variant(resources: [])] : variants
    }
}
