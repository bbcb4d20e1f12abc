import Foundation

extension Region {
  /// Sets an instance's end, now or later; one that comes sooner stays.
  mutating func end(_ id: String, _ end: Lifecycle.End) {
    guard let instance = instances[id], instance.lifecycle.isLive(at: end.at) else { return }
    instances.update(id) { $0.lifecycle.end = end }
    agenda.add(id, at: end.at)
  }

  /// Takes back what instances held whose end has come.
  mutating func advance(to now: Date) {
    while let id = agenda.next(dueBy: now) {
      guard let instance = instances[id], !instance.isReleased, !instance.lifecycle.isLive(at: now) else { continue }
      instances.update(id) { $0.isReleased = true }
      capacity.giveBack(instance.offering)
      network.giveBack(instance.privateAddress, subnet: instance.subnetID)
      if let address = instance.publicAddress { giveBackPublicAddress(address) }
    }
  }

  /// Whether Describe calls and CreateTags know it yet.
  func knows(_ instance: Instance, at now: Date) -> Bool { now >= instance.visibleFrom }

  /// Whether a volume exists and is known: one that goes with its instance is gone when that is terminated.
  func exists(_ volume: Volume, at now: Date) -> Bool {
    guard let instance = instances[volume.instanceID] else { return false }
    return knows(instance, at: now)
      && (!volume.device.deleteOnTermination || instance.state(at: now) != .terminated)
  }
}
