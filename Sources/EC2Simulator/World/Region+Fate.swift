import Foundation

extension Region {
  /// Lets a fate become an instance's.
  ///
  /// - Parameter start: what the fate's times count from; nil is the launch, with the fate's usual times.
  mutating func apply(_ fate: InstanceFate, to id: String, from start: Date? = nil) {
    guard let instance = instances[id] else { return }
    let lifecycle = instance.lifecycle
    let from = start ?? lifecycle.launchedAt
    func date(_ usual: Date) -> Date {
      fate.after.map { from.adding($0) } ?? start ?? usual
    }
    switch fate.kind {
    case .dies:
      let at = date(from.adding(lifecycle.timing.boot / 2))
      end(
        id,
        Lifecycle.End(
          at: at, reason: StateReason(fate.code ?? "Server.InsufficientInstanceCapacity", message: fate.message),
          isAbrupt: at < lifecycle.runningAt || lifecycle.timing.boot == .zero))
    case .interrupted:
      interrupt(instance, fate, at: date(from.adding(.seconds(30))))
    case .stops:
      let reason = StateReason(fate.code ?? "Client.InstanceInitiatedShutdown", message: fate.message)
      instances.update(id) { $0.lifecycle.stop = Lifecycle.Stop(at: date(lifecycle.checkedAt), reason: reason) }
    case .impaired:
      let at = date(lifecycle.checkedAt)
      instances.update(id) {
        $0.lifecycle.impairments.append(
          Lifecycle.Impairment(check: fate.check ?? .both, from: at, until: fate.lasts.map { at.adding($0) }))
      }
    case .slow:
      instances.update(id) {
        $0.lifecycle.timing.boot = fate.bootTime ?? $0.lifecycle.timing.boot
        $0.lifecycle.timing.checks = fate.checksTime ?? $0.lifecycle.timing.checks
      }
    case .spotStatus:
      setStatus(of: instance, fate, at: date(from))
    case .hidden:
      instances.update(id) { $0.visibleFrom = date(from).adding(fate.lasts ?? .seconds(5)) }
    }
  }

  private mutating func interrupt(_ instance: Instance, _ fate: InstanceFate, at date: Date) {
    let at = date.adding(fate.notice ?? .zero)
    if fate.notice != nil { schedule(SpotStatus("marked-for-termination", at: date), of: instance) }
    schedule(SpotStatus(fate.code ?? "instance-terminated-no-capacity", message: fate.message, at: at), of: instance)
    end(
      instance.id,
      Lifecycle.End(
        at: at, reason: StateReason("Server.SpotInstanceTermination"), isAbrupt: at < instance.lifecycle.runningAt))
  }

  /// A request that ends unfulfilled takes its instance along: EC2 would not have had one.
  private mutating func setStatus(of instance: Instance, _ fate: InstanceFate, at date: Date) {
    let status = SpotStatus(fate.code ?? "fulfilled", message: fate.message, at: date)
    schedule(status, of: instance)
    if let lasts = fate.lasts { schedule(SpotStatus("fulfilled", at: date.adding(lasts)), of: instance) }
    guard status.endsUnfulfilled || status.code.hasPrefix("instance-terminated-") else { return }
    end(
      instance.id,
      Lifecycle.End(at: date, reason: StateReason("Server.SpotInstanceTermination"), isAbrupt: true))
  }

  private mutating func schedule(_ status: SpotStatus, of instance: Instance) {
    guard let id = instance.spotRequestID else { return }
    spotRequests.update(id) { $0.schedule(status) }
  }
}
