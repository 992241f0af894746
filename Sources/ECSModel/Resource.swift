/// One resource of a stack, a plan or a folder of definitions, in the terms of its AWS type.
package struct Resource: Sendable {
    /// The CloudFormation name of its type, whatever it was written in: `AWS::ECS::Service`.
    package var type: String
    /// Its name in its template: a logical id, `module.app.aws_ecs_service.main`, or the path of a raw definition.
    package var address: String
    /// Its properties; keys as CloudFormation or the AWS API has them, in any case.
    package var properties: Term
    /// Its heading: the key, the block's labels, or the start of a raw definition.
    package var place: Place
    package var origin: Origin
    /// The condition under which it is there, as written; nil for always.
    package var condition: String?

    package enum Origin: String, Sendable, Hashable, CaseIterable {
        case raw, ecspresso, cloudFormation, terraform, terraformPlan, copilot, compose
    }

    package init(
        type: String, address: String, properties: Term, place: Place, origin: Origin, condition: String? = nil
    ) {
        self.type = type
        self.address = address
        self.properties = properties
        self.place = place
        self.origin = origin
        self.condition = condition
    }
}
