package import EC2
package import JobModel

/// The tags that every instance, volume and spot request carries, before the user's.
package enum GeusemakerTags {
  package static let prefix = "geusemaker:"
  package static let managed = "geusemaker:managed"
  package static let deployment = "geusemaker:deployment"
  package static let queue = "geusemaker:queue"
  package static let request = "geusemaker:request"
  package static let defaultDeployment = "default"

  /// In the order they are sent; the user's own `Name` wins over `--name`.
  package static func tags(for spec: LaunchSpec, in context: LaunchContext) -> [ResourceTag] {
    let deploymentName = context.deployment ?? defaultDeployment
    var tags: [ResourceTag] = []
    if spec.tags["Name"] == nil { tags.append(ResourceTag("Name", spec.name ?? "geuse-\(deploymentName)")) }
    tags += [
      ResourceTag(managed, "true"), ResourceTag(deployment, deploymentName), ResourceTag(queue, context.queueID),
      ResourceTag(request, context.requestUUID),
    ]
    return tags + spec.tags.sorted { $0.key < $1.key }.map { ResourceTag($0.key, $0.value) }
  }
}
