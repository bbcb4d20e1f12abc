package import JobModel

/// Everything there is to say of one job.
package struct JobPage: Sendable {
  /// With its attempts.
  package var job: JobRecord
  /// It, what it depends on, and what depends on it, by id.
  package var chain: [JobRecord]
  /// Orders that changed it, newest first.
  package var orders: [OrderRecord]
  package var pause: Pause?
  /// Who runs it now.
  package var holder: WorkerRecord?
  /// Of a launch: its instance as it was seen last.
  package var instance: InstanceRecord?

  package init(
    job: JobRecord, chain: [JobRecord] = [], orders: [OrderRecord] = [], pause: Pause? = nil,
    holder: WorkerRecord? = nil, instance: InstanceRecord? = nil
  ) {
    self.job = job
    self.chain = chain
    self.orders = orders
    self.pause = pause
    self.holder = holder
    self.instance = instance
  }

  package init(of job: JobRecord, in store: any JobCatalog) async throws {
    self.init(
      job: job, chain: try await Self.chain(of: job, store),
      orders: try await store.orders(about: job.id, limit: nil), pause: try await store.pauses().holding(job),
      holder: job.state == .running
        ? try await store.workers().first { $0.id == job.attempts.last?.worker } : nil,
      instance: job.kind == .launch && job.state == .succeeded
        ? try await store.instances(Selection(ids: [job.id]), limit: 1).first : nil)
  }

  /// Upwards as far as it goes, and everything that hangs on the job itself.
  private static func chain(of job: JobRecord, _ store: any JobCatalog) async throws -> [JobRecord] {
    let below = Set(try await store.related(to: [job.id]))
    var chain = try await store.jobs(Selection(ids: below.sorted()), limit: nil, attempts: false)
    var next = job.after
    while let id = next, !chain.contains(where: { $0.id == id }),
      let above = try await store.jobs(Selection(ids: [id]), limit: 1, attempts: false).first
    {
      chain.append(above)
      next = above.after
    }
    return chain.sorted { $0.id < $1.id }
  }
}
