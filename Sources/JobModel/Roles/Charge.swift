/// Work that one process does for all, under a named lease.
package enum Charge: Sendable, Hashable {
  /// Looks at the instances of a region that are waited for.
  case polling(region: String)
  /// Compares the instances of a region with what is on record.
  case comparing(region: String)

  package var leaseName: String {
    switch self {
    case .polling(let region): "poller/\(region)"
    case .comparing(let region): "reconcile/\(region)"
    }
  }

  package init?(leaseName: String) {
    let parts = leaseName.split(separator: "/", maxSplits: 1).map(String.init)
    switch (parts.first, parts.last) {
    case ("poller", let region?) where parts.count == 2: self = .polling(region: region)
    case ("reconcile", let region?) where parts.count == 2: self = .comparing(region: region)
    default: return nil
    }
  }
}
