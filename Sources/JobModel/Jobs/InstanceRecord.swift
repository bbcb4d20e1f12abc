/// An instance that EC2 named as one of ours, as it is known here; nobody asks EC2 for it.
package struct InstanceRecord: Sendable, Equatable {
  /// As a wait saw it last, else as its launch left it; `terminated` once it is known to be gone.
  package var resource: EC2Resource
  package var region: String
  /// The launch job it was for.
  package var job: JobID
  package var deployment: String?
  package var recordedAt: Timestamp
  /// When EC2 was first seen to say that it is ending or has ended.
  package var goneAt: Timestamp?

  package init(
    resource: EC2Resource, region: String, job: JobID, deployment: String?, recordedAt: Timestamp, goneAt: Timestamp?
  ) {
    self.resource = resource
    self.region = region
    self.job = job
    self.deployment = deployment
    self.recordedAt = recordedAt
    self.goneAt = goneAt
  }
}
