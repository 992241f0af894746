import Basics
import ECSModel
import Templates
import Testing

/// Templates are worked out as far as they are constant, once for each way in which conditions can turn out.
struct CloudFormationTests {
    private static func stacks(_ text: String, path: String = "service.yaml") throws -> [CloudFormationStack] {
        let document = try Document.read(SourceFile(path: path, text: text))
        return try #require(CloudFormationTemplate(document)).stacks()
    }

    private static let header = """
        Parameters:
          Env: {Type: String, Default: dev, AllowedValues: [dev, stage, prod]}
          Tag: {Type: String}
          Count: {Type: Number, Default: 2}
          Ami: {Type: "AWS::SSM::Parameter::Value<String>", Default: /aws/ami}
          Subnets: {Type: CommaDelimitedList, Default: "a, b"}
        Mappings:
          Sizes: {dev: {cpu: 256}, prod: {cpu: 1024}, stage: {cpu: 512}}
        Conditions:
          IsProd: !Equals [!Ref Env, prod]
          NotProd: !Not [!Condition IsProd]
        Resources:

        """

    private static func value(_ expression: String) throws -> [String] {
        let text = header + "  Service:\n    Type: AWS::ECS::Service\n    Properties:\n      X: \(expression)\n"
        return try stacks(text).map { stack in
            let term = stack.resources.first?.properties["X"]
            return term.map {
                $0.text?.shown ?? ($0.isList ? $0.items.compactMap(\.string).joined(separator: "|") : "?")
            }
                ?? "-"
        }
    }

    @Test(arguments: [
        ("!Ref Count", ["2", "2"]), ("!Ref Tag", ["${Tag}", "${Tag}"]), ("!Ref Ami", ["${Ami}", "${Ami}"]),
        ("!Ref Env", ["dev", "prod"]), ("!Ref Subnets", ["a|b", "a|b"]), ("!Ref AWS::NoValue", ["-", "-"]),
        ("!Ref Service", ["${Service}", "${Service}"]),
        ("!GetAtt Service.Name", ["${Service.Name}", "${Service.Name}"]),
        ("{Fn::GetAtt: [Service, Name]}", ["${Service.Name}", "${Service.Name}"]),
        ("!If [IsProd, 4, 1]", ["1", "4"]), ("!If [NotProd, !Ref 'AWS::NoValue', x]", ["-", "x"]),
        ("!If [Nowhere, 4, 1]", ["${Nowhere}", "${Nowhere}"]),
        ("!FindInMap [Sizes, !Ref Env, cpu]", ["256", "1024"]),
        ("!FindInMap [Sizes, !Ref Tag, cpu]", ["${Sizes.${Tag}.cpu}", "${Sizes.${Tag}.cpu}"]),
        (
            "!Sub '${AWS::Region}/${Service.Arn}/${!x}/${Env}'",
            [
                "${AWS::Region}/${Service.Arn}/${x}/dev", "${AWS::Region}/${Service.Arn}/${x}/prod",
            ]
        ),
        ("!Sub ['${A}-${Count}', {A: !Ref Env}]", ["dev-2", "prod-2"]),
        ("!Join ['-', [a, !Ref Count, !Ref Tag]]", ["a-2-${Tag}", "a-2-${Tag}"]),
        ("!Select [1, !Split [',', 'a,b']]", ["b", "b"]), ("!Select [9, [a]]", ["${Fn::Select}", "${Fn::Select}"]),
        ("!ImportValue base-Cluster", ["${base-Cluster}", "${base-Cluster}"]),
        (
            "'{{resolve:secretsmanager:db:SecretString}}'",
            [
                "${resolve:secretsmanager:db:SecretString}", "${resolve:secretsmanager:db:SecretString}",
            ]
        ),
    ])
    func valuesAreWorkedOut(expression: String, expected: [String]) throws {
        #expect(try Self.value(expression) == expected)
    }

    @Test func resourcesUnderAConditionComeAndGo() throws {
        let stacks = try Self.stacks(
            Self.header
                + "  Alarm: {Type: 'AWS::CloudWatch::Alarm', Condition: IsProd}\n  S: {Type: 'AWS::ECS::Service'}\n")
        #expect(stacks.map { $0.resources.map(\.address) } == [["S"], ["Alarm", "S"]])
        #expect(stacks.map(\.choices) == [["Env": "dev"], ["Env": "prod"]])
    }

    @Test func conditionsThatReferToThemselvesEnd() throws {
        let text = """
            Conditions: {A: !Condition B, B: !Not [!Condition A]}
            Resources: {S: {Type: 'AWS::ECS::Service', Condition: A, Properties: {X: !If [B, 1, 2]}}}
            """
        #expect(try Self.stacks(text).count == 1)
    }

    @Test func manyConditionsStayFew() throws {
        var text = "Parameters:\n"
        for index in 0..<40 { text += "  P\(index): {Type: String, Default: a}\n" }
        text += "Conditions:\n"
        for index in 0..<40 { text += "  C\(index): !Equals [!Ref P\(index), b]\n" }
        text += "Resources: {S: {Type: 'AWS::ECS::Service'}}\n"
        let stacks = try Self.stacks(text)
        #expect(stacks.count > 1 && stacks.count <= 16)
    }

    @Test(arguments: ["a: 1", "Resources: []", "Resources: {a: {kind: x}}", "services: {web: {image: a}}"])
    func otherDocumentsAreNone(text: String) throws {
        #expect(CloudFormationTemplate(try Document.read(SourceFile(path: "x.yaml", text: text))) == nil)
    }

    @Test(.enabled(if: corpus != nil)) func corpusIsRead() throws {
        let path = "aws-samples__ecs-refarch-cloudformation/services/product-service/service.yaml"
        let root = try #require(corpus)
        let source = try #require(DiskTree(root: root).source(path))
        let stacks = try #require(CloudFormationTemplate(try Document.read(source))).stacks()
        let resources = try #require(stacks.first).resources
        #expect(stacks.count == 1)
        let task = try #require(resources.first { $0.type == ResourceType.taskDefinition })
        #expect(TaskDefinition(task.properties).containers.first?.memory.value == 128)
    }
}
