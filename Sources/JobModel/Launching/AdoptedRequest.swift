/// A launch request that this database did not know, as its living instances tell of it.
package struct AdoptedRequest: Sendable, Equatable {
  package struct Slot: Sendable, Equatable {
    package var instance: ListedInstance
    /// The launch that gets it; nil for a job of its own.
    package var job: JobID?
    /// That job of its own: a launch that would have made such an instance.
    package var otherwise: NewJob

    package init(instance: ListedInstance, job: JobID?, otherwise: NewJob) {
      self.instance = instance
      self.job = job
      self.otherwise = otherwise
    }
  }
  package var uuid: String
  package var clientToken: String
  package var region: String
  package var rung: Rung
  /// Every living instance of it.
  package var slots: [Slot]
  /// Instances get a terminate job each.
  package var terminates: Bool

  package init(
    uuid: String, clientToken: String, region: String, rung: Rung, slots: [Slot], terminates: Bool = false
  ) {
    self.uuid = uuid
    self.clientToken = clientToken
    self.region = region
    self.rung = rung
    self.slots = slots
    self.terminates = terminates
  }

  package enum Effect: Sendable, Equatable {
    /// The jobs that have the instances now, in the order of the slots, and those that end them.
    case adopted(jobs: [JobID], terminations: [JobID])
    /// Nothing changed, and why.
    case refused(String)
  }
}
