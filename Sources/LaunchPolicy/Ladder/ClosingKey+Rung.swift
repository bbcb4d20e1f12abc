package import JobModel

extension ClosingKey {
  /// Everything whose closing stands in the way of a rung of this spec.
  package static func keys(of rung: Rung, in spec: LaunchSpec, specID: Int64) -> [ClosingKey] {
    var keys = [
      ClosingKey(.operator, rung.offering), ClosingKey(.offering, rung.offering), subnet(of: rung),
      quota(of: rung), configuration(of: rung, specID: specID),
    ]
    if rung.market == .spot, let price = spec.maxPrice { keys.append(self.price(of: rung, atMost: price)) }
    return keys
  }

  /// A launch that names no subnet gets its zone's default one.
  static func subnet(of rung: Rung) -> ClosingKey {
    ClosingKey(.subnet, rung.subnetID ?? "default in \(rung.availabilityZone ?? "any zone")")
  }

  static func price(of rung: Rung, atMost price: String) -> ClosingKey {
    ClosingKey(.price, "\(rung.offering) at \(price)")
  }

  static func quota(of rung: Rung) -> ClosingKey {
    ClosingKey(.quota, "\(rung.market.rawValue) \(VCPUQuota(ofType: rung.instanceType).label)")
  }

  static func configuration(of rung: Rung, specID: Int64) -> ClosingKey {
    ClosingKey(.configuration, "spec \(specID) on \(rung.offering)" + (rung.subnetID.map { " \($0)" } ?? ""))
  }
}

extension Rung {
  /// Market, type and zone in words: `spot t3.medium us-east-1a`.
  package var offering: String { description }
}
