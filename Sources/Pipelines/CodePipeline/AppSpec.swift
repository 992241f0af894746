package import ECSModel

/// CodeDeploy's description of an ECS deployment.
///
/// Source: https://docs.aws.amazon.com/codedeploy/latest/userguide/reference-appspec-file-structure-resources.html
package struct AppSpec: Sendable {
    package struct Hook: Sendable {
        /// `BeforeInstall`, `AfterAllowTestTraffic`, ….
        package var event: String
        package var function: TermText
        package var place: Place

        package init(event: String, function: TermText, place: Place) {
            self.event = event
            self.function = function
            self.place = place
        }
    }

    /// The events of an ECS deployment at which a function may run; CodeDeploy refuses others.
    package static let events = [
        "BeforeInstall", "AfterInstall", "AfterAllowTestTraffic", "BeforeAllowTraffic", "AfterAllowTraffic",
    ]

    package var place: Place
    package var taskDefinition: Field<TermText>
    package var containerName: Field<TermText>
    package var containerPort: Field<TermText>
    package var platformVersion: Field<TermText>
    package var hooks: [Hook]
    /// It stands in the configuration of ecspresso, which fills in what is left out.
    package var isInline: Bool
    /// The values of `Type` that are not `AWS::ECS::Service`.
    package var wrongTypes: [Place]

    package init(
        place: Place, taskDefinition: Field<TermText>, containerName: Field<TermText>, containerPort: Field<TermText>,
        platformVersion: Field<TermText> = .absent, hooks: [Hook], isInline: Bool = false, wrongTypes: [Place] = []
    ) {
        self.place = place
        self.taskDefinition = taskDefinition
        self.containerName = containerName
        self.containerPort = containerPort
        self.platformVersion = platformVersion
        self.hooks = hooks
        self.isInline = isInline
        self.wrongTypes = wrongTypes
    }
}
