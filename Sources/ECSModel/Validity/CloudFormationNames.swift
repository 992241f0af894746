/// The names that CloudFormation gives the members of the API's structures: theirs with a capital, but for a few.
///
/// Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ecs-taskdefinition.html
enum CloudFormationNames {
    private static let others = [
        "Volume.efsVolumeConfiguration": "EFSVolumeConfiguration",
        "Volume.fsxWindowsFileServerVolumeConfiguration": "FSxWindowsFileServerVolumeConfiguration",
        "Volume.s3filesVolumeConfiguration": "S3FilesVolumeConfiguration",
        "EFSVolumeConfiguration.fileSystemId": "FilesystemId",
        "EFSAuthorizationConfig.iam": "IAM",
        "ProxyConfiguration.properties": "ProxyConfigurationProperties",
    ]

    static func name(of member: String, in structure: String) -> String {
        others["\(structure).\(member)"] ?? member.prefix(1).uppercased() + member.dropFirst()
    }

    /// Lists that may hold an item once. Those whose items have names are left to the rules of names.
    private static let sets: Set<String> = [
        "links", "mountPoints", "portMappings", "volumesFrom", "requiresCompatibilities", "placementConstraints",
    ]

    static func isSet(_ path: String) -> Bool {
        sets.contains(path.split(separator: ".").last.map(String.init) ?? "")
    }
}
