package import AWSCore

extension EC2Client {
  package func terminateInstances(ids: [String]) async throws(AWSError) -> [InstanceStateChange] {
    try await call(TerminateInstancesParameters(ids: ids).encoded).decode(TerminateInstancesAnswer.self)
      .instancesSet.items.map { item in
        InstanceStateChange(
          instanceID: item.instanceId, previousState: item.previousState.name, currentState: item.currentState.name)
      }
  }
}

private struct TerminateInstancesAnswer: Decodable {
  struct Item: Decodable {
    let instanceId: String
    let previousState: Instance.Item.Named
    let currentState: Instance.Item.Named
  }

  let instancesSet: ItemList<Item>
}
