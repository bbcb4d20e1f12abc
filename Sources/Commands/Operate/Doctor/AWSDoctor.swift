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
  /// How long an unanswered launch may still take effect.
  let window: Duration

  func findings() async throws -> [Finding] {
    let settings = try aws.settings()
    let regions = try AWSRegions(settings)
    do {
      let findings = try await findings(settings, regions)
      await regions.shutdown()
      return findings
    } catch {
      await regions.shutdown()
      throw error
    }
  }

  private func findings(_ settings: AWSSettings, _ regions: AWSRegions) async throws -> [Finding] {
    let keys = await credentials(regions)
    guard keys.level == .ok else { return [keys] }
    var findings = [keys]
    for region in try await asked() {
      findings += try await examine(region, regions)
      if findings.allSatisfy({ $0.level != .problem }) { findings.append(try await instances(region, settings)) }
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

  private func instances(_ region: String, _ settings: AWSSettings) async throws -> Finding {
    let report = try await InstanceDoctor(store: store, aws: settings, window: window)
      .reconcile([region], nil, only: [])
    let name = "instances in \(region)"
    guard report.found.isEmpty else {
      return Finding(
        name, .problem, "\(report.found.count) of this queue live that are not on record; nothing is launched there",
        fix: "see them and give them to their jobs: geuse doctor --reconcile --region \(region)")
    }
    return Finding(name, .ok, "\(report.listed) of this queue live, all on record")
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
