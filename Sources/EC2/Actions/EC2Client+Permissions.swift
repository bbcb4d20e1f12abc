package import AWSCore

/// A call that EC2 is asked to judge and not to make.
package enum PermissionProbe: Sendable, Equatable {
  /// One of the Describe actions.
  case look(String)
  /// RunInstances with these parameters.
  case launch(RunInstancesParameters)
  case tag(instanceID: String, ResourceTag)
  case terminate(instanceID: String)

  package var action: String {
    switch self {
    case .look(let action): action
    case .launch: "RunInstances"
    case .tag: "CreateTags"
    case .terminate: "TerminateInstances"
    }
  }

  /// The query, with `DryRun` set.
  ///
  /// Source: Amazon EC2 API Reference, "Common query parameters".
  var query: EncodedQuery {
    switch self {
    case .look(let action):
      return EncodedQuery(action: action, version: EC2Client.version, parameters: [("DryRun", "true")])
    case .launch(var parameters):
      parameters.dryRun = true
      return parameters.encoded
    case .tag(let id, let tag):
      return EncodedQuery(
        action: action, version: EC2Client.version,
        parameters: [
          ("DryRun", "true"), ("ResourceId.1", id), ("Tag.1.Key", tag.key), ("Tag.1.Value", tag.value),
        ])
    case .terminate(let id):
      return EncodedQuery(
        action: action, version: EC2Client.version, parameters: [("DryRun", "true"), ("InstanceId.1", id)])
    }
  }
}

extension EC2Client {
  package func permits(_ probe: PermissionProbe) async throws(AWSError) -> Bool {
    do {
      _ = try await call(probe.query)
      // Some stand-ins take no notice of DryRun where nothing is changed.
      return true
    } catch {
      switch error.code {
      case "DryRunOperation": return true
      case "UnauthorizedOperation": return false
      default: throw error
      }
    }
  }
}
