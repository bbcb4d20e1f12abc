import AWSCore
import Foundation

/// The whole simulator without its clock, its socket and its file: requests in, outcomes and records out.
struct SimulatorCore: Sendable {
  var world: World
  var faults: FaultList
  var keys: KeyRing
  private(set) var log = CallLog()
  var identifiers: Identifiers
  var lateCalls: [LateCall] = []

  init(configuration: SimulatorConfiguration, seed: UInt64, start: Date) {
    world = World(configuration: configuration, seed: seed, start: start)
    faults = FaultList(configuration.faults, seed: seed, at: start)
    keys = KeyRing(configuration)
    identifiers = Identifiers(seed: ~seed)
  }

  /// Answers a call: signature first, then what is to go wrong with it, then the call itself.
  ///
  /// - Returns: what the caller gets, and the records of this call and of those that were due before it.
  mutating func handle(_ request: IncomingRequest, at now: Date) -> (outcome: Outcome, records: [CallRecord]) {
    let before = carryOutLateCalls(at: now)
    let call = ServiceCall(request)
    var record = CallRecord(call, requestID: identifiers.request(), at: now)
    let outcome = outcome(of: call, request, record: &record, at: now)
    return (outcome, before + [log.append(record)])
  }

  private mutating func outcome(
    of call: ServiceCall, _ request: IncomingRequest, record: inout CallRecord, at now: Date
  ) -> Outcome {
    var caller: Caller
    do throws(APIError) {
      caller = try authenticate(call, request, at: now)
    } catch {
      return .answer(record.refuse(error, by: call.service))
    }
    let facts = CallFacts(call, accessKeyID: caller.key.id, zone: zone(of: call, by: caller, at: now))
    record.zone = facts.zone
    guard let fault = faults.strike(facts, at: now), !spares(call, by: caller, fault, at: now) else {
      return .answer(perform(call, by: caller, record: &record, at: now))
    }
    record.fault = fault.kind
    caller.account = fault.account ?? caller.account
    var own: Answer?
    switch fault.effect {
    case .never:
      if let error = bind(call, by: caller, struckBy: fault, at: now) { own = record.refuse(error, by: call.service) }
    case .now: own = perform(call, by: caller, fault: fault, record: &record, at: now)
    case .later:
      lateCalls.append(
        LateCall(call: call, caller: caller, due: now.adding(fault.delay ?? .seconds(5)), number: log.total + 1))
    }
    let refusal = own != nil && fault.effect == .never ? nil : fault.refusal(of: facts)
    let refused = refusal.map { record.refuse($0, by: call.service) } ?? own
    let outcome = fault.outcome(own: own, refused: refused) { faults.garble($0) }
    record.status = outcome.answer?.status ?? own?.status
    return outcome
  }

  private mutating func spares(_ call: ServiceCall, by caller: Caller, _ fault: Fault, at now: Date) -> Bool {
    guard fault.unlessLaunched == true, call.action == RunInstances.name,
      let token = call.parameters["ClientToken"]
    else { return false }
    return world.withRegion(of: caller, at: now) { $0.launchedByToken[token]?.isEmpty == false }
  }

  /// The zone that a launch names, itself or by a subnet.
  private mutating func zone(of call: ServiceCall, by caller: Caller, at now: Date) -> String? {
    guard call.action == RunInstances.name else { return nil }
    return world.withRegion(of: caller, at: now) { LaunchPlan.tokenZone(call.parameters, in: $0) }
  }

  private func authenticate(
    _ call: ServiceCall, _ request: IncomingRequest, at now: Date
  ) throws(APIError) -> Caller {
    guard !call.isUnsigned else { return .anonymous(account: world.configuration.account) }
    let check = signatureCheck(call.service)
    let caller = try check.verify(request, now: now)
    guard world.serves(caller.region) else { throw check.refusal(.malformed) }
    return caller
  }

  /// Lets what was due by now take effect, oldest first.
  mutating func carryOutLateCalls(at now: Date) -> [CallRecord] {
    let due = lateCalls.filter { $0.due <= now }.sorted { ($0.due, $0.number) < ($1.due, $1.number) }
    lateCalls.removeAll { $0.due <= now }
    return due.map { late in
      var record = CallRecord(late.call, requestID: identifiers.request(), at: late.due)
      record.lateOf = late.number
      record.fault = .late
      do throws(APIError) {
        // Late, not early: it is looked at when it arrives, and its signature has aged on the way.
        if let date = late.caller.signedAt {
          try signatureCheck(late.call.service).check(signedAt: date, now: late.due)
        }
        _ = perform(late.call, by: late.caller, record: &record, at: late.due)
      } catch {
        _ = record.refuse(error, by: late.call.service)
      }
      return log.append(record)
    }
  }

  private func signatureCheck(_ service: AWSService) -> SignatureCheck {
    SignatureCheck(service: service, keys: keys, lifetime: world.configuration.signatureLifetime)
  }

  func snapshot(at now: Date) -> SimulatorSnapshot {
    let instances = world.summaries(at: now)
    return SimulatorSnapshot(
      at: now, account: world.configuration.account, instances: instances, calls: log.total, counts: log.counts,
      doubles: DoubleLaunch.find(in: instances), capacity: world.pools, faults: faults.faults,
      fates: world.policies.fates, buckets: world.buckets(at: now))
  }
}
