import AWSCore
import EC2
import Foundation
import JobModel
import Operations
import Worker

/// Asks what a worker on this machine would meet at AWS.
struct AWSDoctor {
  let store: any JobCatalog & AccountRegister & Reconciliation & ImageCache
  let aws: AWSOptions
  /// That launches would be of.
  var deployment: String?

  /// What keeps AWS from being asked is a finding, too.
  func findings() async throws -> [Finding] {
    do {
      return try await AWSRegions.during(try aws.settings()) { try await findings($0) }
    } catch let failure as CommandFailure {
      return [Finding("configuration", .problem, failure.message, fix: failure.hint ?? "geuse help doctor")]
    } catch let error as ConfigurationError {
      return [Finding("configuration", .problem, error.message, fix: "mend it; AWS was not asked")]
    }
  }

  private func findings(_ regions: AWSRegions) async throws -> [Finding] {
    let keys = await credentials(regions)
    guard keys.level == .ok else { return [keys] }
    var findings = [keys]
    for region in try await asked() { findings += try await examine(region, regions) }
    return findings + (regions.clockAhead.map { [SurroundingsDiagnosis.clock($0)] } ?? [])
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
    let client: any EC2API
    do {
      client = try regions.client(for: region)
    } catch {
      return [Finding("endpoint in \(region)", .problem, error.message, fix: "name a region of AWS's")]
    }
    let living = try await store.instances(Selection(deployment: deployment), limit: nil)
      .first { $0.region == region && $0.goneAt == nil }
    let binding = try await store.binding()
    let examiner = RegionExaminer(
      client: client, images: store, record: store, queueID: try await store.queueID(),
      place: (regions.partition(of: region), regions.endpoint), instanceID: living?.resource.instanceID,
      deployment: deployment)
    return RegionDiagnosis(await examiner.examine(for: binding), binding: binding).findings
  }
}
