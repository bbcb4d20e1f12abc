package import AWSCore

extension EC2Client {
  package func terminateInstances(ids: [String]) async throws(AWSError) -> [InstanceStateChange] {
    try await call(TerminateInstancesParameters(ids: ids).encoded).decode(TerminateInstancesAnswer.self)
      .instancesSet.items.map { item in
        InstanceStateChange(
          instanceID: item.instanceId.text, previousState: item.previousState.name.text,
          currentState: item.currentState.name.text)
      }
  }
}

private struct TerminateInstancesAnswer: Decodable {
  struct Item: Decodable {
    let instanceId: XMLWord
    let previousState: Instance.Item.Named
    let currentState: Instance.Item.Named
  }

  let instancesSet: ItemList<Item>
}
