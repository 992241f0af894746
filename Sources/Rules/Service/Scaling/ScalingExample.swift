/// The beginnings that the examples of scaling share.
enum ScalingExample {
    /// A service with its scalable target, to which policies are added.
    static let target = """
        Resources:
          Service: {Type: AWS::ECS::Service, Properties: {TaskDefinition: web}}
          Target:
            Type: AWS::ApplicationAutoScaling::ScalableTarget
            Properties: {MinCapacity: 2, MaxCapacity: 8, ResourceId: !Sub 'service/main/${Service.Name}'}

        """

    /// The same, behind a load balancer.
    static let balanced = """
        Resources:
          Service:
            Type: AWS::ECS::Service
            Properties: {TaskDefinition: web, LoadBalancers: [{ContainerName: web, ContainerPort: 80, TargetGroupArn: !Ref Group}]}
          Group: {Type: AWS::ElasticLoadBalancingV2::TargetGroup, Properties: {Port: 80, Protocol: HTTP, TargetType: ip}}
          Target:
            Type: AWS::ApplicationAutoScaling::ScalableTarget
            Properties: {MinCapacity: 2, MaxCapacity: 8, ResourceId: !Sub 'service/main/${Service.Name}'}

        """

    /// A policy that follows CPU, of the target in the other examples.
    static let cpu = """
          Cpu:
            Type: AWS::ApplicationAutoScaling::ScalingPolicy
            Properties:
              ScalingTargetId: !Ref Target
              TargetTrackingScalingPolicyConfiguration:
                {TargetValue: 60, PredefinedMetricSpecification: {PredefinedMetricType: ECSServiceAverageCPUUtilization}}

        """
}
