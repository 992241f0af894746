import Basics
import ECSModel

extension TerraformMapping {
    /// Databases and caches: what a local stand-in is held against.
    static let data: [String: TerraformMapping] = [
        "aws_db_instance": TerraformMapping(type: ResourceType.databaseInstance, change: tags),
        "aws_rds_cluster": TerraformMapping(type: ResourceType.databaseCluster, change: tags),
        "aws_elasticache_cluster": TerraformMapping(type: ResourceType.cacheCluster, change: tags),
        "aws_elasticache_replication_group": TerraformMapping(type: ResourceType.cacheGroup, change: tags),
        "aws_elasticache_serverless_cache": TerraformMapping(type: ResourceType.serverlessCache) { bag in
            bag.rename("major_engine_version", "majorEngineVersion")
            tags(&bag)
        },
    ]
}
