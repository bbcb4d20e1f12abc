import AWSCore
import EC2
import Foundation
import JobModel
import LaunchPolicy
import Operations
import Worker

/// Examines what a worker on this machine would meet at AWS.
struct AWSDoctor {
  /// Signatures follow AWS's clock; what people ask for in wall time does not.
  private static let largestSkew: Duration = .seconds(60)

  let store: any JobStore
  let aws: AWSOptions

  func findings() async throws -> [Finding] {
    let regions = try AWSRegions(try aws.settings())
    do {
      let findings = try await findings(regions)
      await regions.shutdown()
      return findings
    } catch {
      await regions.shutdown()
      throw error
    }
  }

  private func findings(_ regions: AWSRegions) async throws -> [Finding] {
    let keys = await credentials(regions)
    guard keys.level == .ok else { return [keys] }
    var findings = [keys]
    for region in try await asked() {
      findings += try await examine(region, regions)
      if findings.allSatisfy({ $0.level != .problem }) { findings.append(await instances(region, regions)) }
    }
    return findings + (regions.clockAhead.map { [clock($0)] } ?? [])
  }

  /// Those that are named, that jobs name, or that a launch would take.
  private func asked() async throws -> [String] {
    if let region = aws.region { return [region] }
    let known = try await store.regions()
    return known.isEmpty ? [try aws.resolveRegion()] : known
  }

  private func credentials(_ regions: AWSRegions) async -> Finding {
    do {
      let id = try await regions.accessKeyID()
      guard let state = await regions.credentialState else { return Finding("credentials", .ok, "key \(id)") }
      let end = state.expiration.map { ", until \($0.formatted(.iso8601))" } ?? ", without an end"
      return Finding("credentials", .ok, "from \(state.source), key \(id)\(end)")
    } catch {
      guard error.code == "NoCredentials" else {
        return Finding("credentials", .problem, error.message, fix: "check them: aws sts get-caller-identity")
      }
      return Finding(
        "credentials", .note, "there are none here, and AWS was not asked; enqueueing needs none, a worker does")
    }
  }

  private func examine(_ region: String, _ regions: AWSRegions) async throws -> [Finding] {
    let living = try await store.instances(Selection(), limit: 50).first { $0.region == region && $0.goneAt == nil }
    let client: any EC2API
    do {
      client = try regions.client(for: region)
    } catch {
      return [Finding("endpoint in \(region)", .problem, error.message, fix: "name a region of AWS's")]
    }
    return await RegionExaminer(
      client: client, images: store, partition: regions.partition(of: region), binding: try await store.binding(),
      instanceID: living?.resource.instanceID
    ).findings()
  }

  /// Looks and leaves everything as it is; --reconcile and workers act on it.
  private func instances(_ region: String, _ regions: AWSRegions) async -> Finding {
    let name = "instances in \(region)"
    do {
      let filters = ListedInstance.filters(queueID: try await store.queueID())
      let listed = try await regions.client(for: region).describeInstances(ids: [], filters: filters)
        .compactMap(ListedInstance.init)
      let found = try await store.unrecorded(listed)
      if !found.unknown.isEmpty {
        return Finding(
          name, .problem, "\(found.unknown.count) of this queue live that are not on record; nothing is launched there",
          fix: "see them and give them to their jobs: geuse doctor --reconcile --region \(region)")
      }
      guard found.late.isEmpty else {
        return Finding(
          name, .problem, "\(found.late.count) turned up after their launch had ended without them",
          fix: "a worker terminates them within 15 minutes; at once: geuse doctor --reconcile --region \(region)")
      }
      return Finding(name, .ok, "\(listed.count) of this queue live, all on record")
    } catch {
      return Finding(name, .note, "could not be asked for: \(error)")
    }
  }

  private func clock(_ ahead: Duration) -> Finding {
    let seconds = ahead.components.seconds
    guard abs(seconds) > Self.largestSkew.components.seconds else {
      return Finding("clock", .ok, "within \(max(1, abs(seconds))) s of AWS's")
    }
    let by = DurationText.rough(.seconds(abs(seconds)))
    return Finding(
      "clock", .problem, "\(by) \(seconds > 0 ? "ahead of" : "behind") AWS's: deadlines and rests are off by as much",
      fix: "set it: timedatectl set-ntp true")
  }
}
