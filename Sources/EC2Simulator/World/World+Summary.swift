import Foundation

extension World {
  func summaries(at now: Date) -> [InstanceSummary] {
    regions.values.sorted { ($0.account, $0.name) < ($1.account, $1.name) }.flatMap { region in
      region.instances.rows.map { InstanceSummary($0, in: region, at: now) }
    }
  }
}

extension World {
  func buckets(at now: Date) -> [BucketSummary] {
    regions.values.sorted { ($0.account, $0.name) < ($1.account, $1.name) }.flatMap { region in
      region.throttle.buckets.sorted { $0.key < $1.key }.map { name, bucket in
        BucketSummary(
          account: region.account, region: region.name, bucket: name, tokens: bucket.tokens(at: now),
          burst: bucket.limit.burst, refill: bucket.limit.refill)
      }
    }
  }
}

extension InstanceSummary {
  init(_ instance: Instance, in region: Region, at now: Date) {
    let addresses = instance.addresses(at: now)
    self.init(
      instanceID: instance.id, reservationID: instance.reservationID, account: region.account,
      region: region.name,
      availabilityZone: instance.zone.name, subnetID: instance.subnetID, imageID: instance.plan.image.id,
      instanceType: instance.plan.type.name, market: instance.plan.market.rawValue,
      spotRequestID: instance.spotRequestID, state: instance.state(at: now).rawValue,
      checks: instance.lifecycle.checks(at: now).rawValue, launchTime: instance.lifecycle.launchedAt,
      endedAt: instance.lifecycle.end.flatMap { $0.at <= now ? $0.at : nil },
      launchIndex: instance.launchIndex, clientToken: instance.plan.clientToken, privateIP: addresses.private,
      publicIP: addresses.public, tags: instance.tags.values)
  }
}
