// Written by Scripts/ecs-shapes from botocore 1.44.5; do not edit.

extension Shapes {
    /// What CreateService takes.
    package static let service = Shapes(
        root: "CreateServiceRequest",
        """
        CreateServiceRequest
          cluster string
          serviceName! string
          taskDefinition string
          availabilityZoneRebalancing ENABLED|DISABLED
          loadBalancers [LoadBalancer]
          serviceRegistries [ServiceRegistry]
          desiredCount integer
          clientToken string
          launchType EC2|FARGATE|EXTERNAL|MANAGED_INSTANCES
          capacityProviderStrategy [CapacityProviderStrategyItem]
          platformVersion string
          role string
          deploymentConfiguration DeploymentConfiguration
          placementConstraints [PlacementConstraint]
          placementStrategy [PlacementStrategy]
          networkConfiguration NetworkConfiguration
          healthCheckGracePeriodSeconds integer
          schedulingStrategy REPLICA|DAEMON
          deploymentController DeploymentController
          tags [Tag]
          enableECSManagedTags boolean
          propagateTags TASK_DEFINITION|SERVICE|NONE
          enableExecuteCommand boolean
          serviceConnectConfiguration ServiceConnectConfiguration
          volumeConfigurations [ServiceVolumeConfiguration]
          vpcLatticeConfigurations [VpcLatticeConfiguration]
          gatewayConnectors [GatewayConnector]
          monitoring MonitoringConfiguration
        LoadBalancer
          targetGroupArn string
          loadBalancerName string
          containerName string
          containerPort integer
          advancedConfiguration AdvancedConfiguration
        AdvancedConfiguration
          alternateTargetGroupArn string
          productionListenerRule string
          testListenerRule string
          roleArn string
        ServiceRegistry
          registryArn string
          port integer
          containerName string
          containerPort integer
        CapacityProviderStrategyItem
          capacityProvider! string
          weight integer
          base integer
        DeploymentConfiguration
          deploymentCircuitBreaker DeploymentCircuitBreaker
          maximumPercent integer
          minimumHealthyPercent integer
          alarms DeploymentAlarms
          strategy ROLLING|BLUE_GREEN|LINEAR|CANARY
          bakeTimeInMinutes integer
          lifecycleHooks [DeploymentLifecycleHook]
          linearConfiguration LinearConfiguration
          canaryConfiguration CanaryConfiguration
          earlySuccessCriteria DeploymentEarlySuccessCriteria
        DeploymentCircuitBreaker
          enable! boolean
          rollback! boolean
          resetOnHealthyTask boolean
          thresholdConfiguration ThresholdConfiguration
        ThresholdConfiguration
          type! COUNT|BOUNDED_PERCENT|UNBOUNDED_PERCENT
          value! integer
        DeploymentAlarms
          alarmNames! [string]
          rollback! boolean
          enable! boolean
        DeploymentLifecycleHook
          targetType AWS_LAMBDA|PAUSE
          hookTargetArn string
          roleArn string
          lifecycleStages [RECONCILE_SERVICE|PRE_SCALE_UP|POST_SCALE_UP|TEST_TRAFFIC_SHIFT|POST_TEST_TRAFFIC_SHIFT|PRE_PRODUCTION_TRAFFIC_SHIFT|PRODUCTION_TRAFFIC_SHIFT|POST_PRODUCTION_TRAFFIC_SHIFT]
          hookDetails HookDetails
          timeoutConfiguration DeploymentLifecycleHookTimeoutConfiguration
        HookDetails
        DeploymentLifecycleHookTimeoutConfiguration
          timeoutInMinutes integer
          action ROLLBACK|CONTINUE
        LinearConfiguration
          stepPercent number
          stepBakeTimeInMinutes integer
        CanaryConfiguration
          canaryPercent number
          canaryBakeTimeInMinutes integer
        DeploymentEarlySuccessCriteria
          enable! boolean
          healthyPercent integer
          sourceServiceRevisionCleanup BLOCKING|DEFERRED
        PlacementConstraint
          type distinctInstance|memberOf
          expression string
        PlacementStrategy
          type random|spread|binpack
          field string
        NetworkConfiguration
          awsvpcConfiguration AwsVpcConfiguration
        AwsVpcConfiguration
          subnets! [string]
          securityGroups [string]
          assignPublicIp ENABLED|DISABLED
        DeploymentController
          type! ECS|CODE_DEPLOY|EXTERNAL
        Tag
          key string
          value string
        ServiceConnectConfiguration
          enabled! boolean
          namespace string
          services [ServiceConnectService]
          logConfiguration LogConfiguration
          accessLogConfiguration ServiceConnectAccessLogConfiguration
          containerConfigurations [ServiceConnectContainerConfiguration]
        ServiceConnectService
          portName! string
          discoveryName string
          clientAliases [ServiceConnectClientAlias]
          ingressPortOverride integer
          timeout TimeoutConfiguration
          tls ServiceConnectTlsConfiguration
        ServiceConnectClientAlias
          port! integer
          dnsName string
          testTrafficRules ServiceConnectTestTrafficRules
        ServiceConnectTestTrafficRules
          header! ServiceConnectTestTrafficHeaderRules
        ServiceConnectTestTrafficHeaderRules
          name! string
          value ServiceConnectTestTrafficHeaderMatchRules
        ServiceConnectTestTrafficHeaderMatchRules
          exact! string
        TimeoutConfiguration
          idleTimeoutSeconds integer
          perRequestTimeoutSeconds integer
        ServiceConnectTlsConfiguration
          issuerCertificateAuthority! ServiceConnectTlsCertificateAuthority
          kmsKey string
          roleArn string
        ServiceConnectTlsCertificateAuthority
          awsPcaAuthorityArn string
        LogConfiguration
          logDriver! json-file|syslog|journald|gelf|fluentd|awslogs|splunk|awsfirelens
          options {string}
          secretOptions [Secret]
        Secret
          name! string
          valueFrom! string
        ServiceConnectAccessLogConfiguration
          format! TEXT|JSON
          includeQueryParameters DISABLED|ENABLED
        ServiceConnectContainerConfiguration
          logLevel debug|info
        ServiceVolumeConfiguration
          name! string
          managedEBSVolume ServiceManagedEBSVolumeConfiguration
        ServiceManagedEBSVolumeConfiguration
          encrypted boolean
          kmsKeyId string
          volumeType string
          sizeInGiB integer
          snapshotId string
          volumeInitializationRate integer
          iops integer
          throughput integer
          tagSpecifications [EBSTagSpecification]
          roleArn! string
          filesystemType ext3|ext4|xfs|ntfs
        EBSTagSpecification
          resourceType! volume
          tags [Tag]
          propagateTags TASK_DEFINITION|SERVICE|NONE
        VpcLatticeConfiguration
          roleArn! string
          targetGroupArn! string
          portName! string
          advancedConfiguration VpcLatticeAdvancedConfiguration
        VpcLatticeAdvancedConfiguration
          alternateTargetGroupArn string
          productionListenerRule string
          testListenerRule string
        GatewayConnector
          portName! string
          healthCheck GatewayConnectorHealthCheck
          filters GatewayConnectorFilters
          deregistrationDelay GatewayConnectorDeregistrationDelay
        GatewayConnectorHealthCheck
          healthCheckProtocol HTTP|HTTPS
          healthCheckPort integer
          healthCheckPath string
          healthCheckTimeoutSeconds integer
          healthCheckIntervalSeconds integer
          healthyThresholdCount integer
          unhealthyThresholdCount integer
          matcher GatewayConnectorHealthCheckMatcher
        GatewayConnectorHealthCheckMatcher
          httpCode string
          grpcCode string
        GatewayConnectorFilters
          accessTypes [PUBLIC|PRIVATE]
        GatewayConnectorDeregistrationDelay
          timeoutSeconds integer
        MonitoringConfiguration
          metricConfigurations [MetricConfiguration]
        MetricConfiguration
          metricNames! [string]
          resolutionSeconds! integer
        """)
}
