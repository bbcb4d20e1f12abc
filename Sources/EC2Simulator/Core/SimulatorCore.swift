import AWSCore
import Foundation

/// The whole simulator without its clock, its socket and its file: requests in, outcomes and records out.
struct SimulatorCore: Sendable {
  var world: World
  var faults: FaultList
  private(set) var log = CallLog()
  private var requestIDs: Identifiers

  init(configuration: SimulatorConfiguration, seed: UInt64, start: Date) {
    world = World(configuration: configuration, seed: seed, start: start)
    faults = FaultList(configuration.faults)
    requestIDs = Identifiers(seed: ~seed)
  }

  /// Answers a signed call of EC2 or STS.
  mutating func handle(_ request: IncomingRequest, at now: Date) -> (outcome: Outcome, record: CallRecord) {
    let parameters = Parameters(form: request.body)
    let service: AWSService = parameters["Version"] == AWSService.sts.version ? .sts : .ec2
    let authorization = request.headers.first(named: "Authorization").flatMap(Authorization.init)
    var record = CallRecord(
      parameters, service: service, authorization: authorization, requestID: requestIDs.request(), at: now)
    record.fault = faults.strike(parameters["Action"])
    if record.fault == .dropBefore {
      return (.drop, log.append(record))
    }
    let result = answer(request, parameters, service: service, record: &record, now: now)
    let requestID = record.requestID
    var answer = Answer(status: 200, contentType: "text/xml;charset=UTF-8", requestID: requestID, body: "")
    switch result {
    case .success(let xml):
      answer.body = service.envelope(action: record.action, requestID: requestID, content: xml)
    case .failure(let error):
      answer.status = error.status
      answer.body = service.envelope(error: error, requestID: requestID)
      record.code = error.code
    }
    record.status = answer.status
    return (record.fault == .dropAfter ? .drop : .answer(answer), log.append(record))
  }

  private mutating func answer(
    _ request: IncomingRequest, _ parameters: Parameters, service: AWSService, record: inout CallRecord, now: Date
  ) -> Result<XMLWriter, APIError> {
    let check = SignatureCheck(service: service, accessKeys: world.configuration.accessKeys)
    do throws(APIError) {
      let authorization = try check.verify(request, now: now)
      guard world.serves(authorization.region) else { throw check.refusal(.malformed) }
      var xml = XMLWriter()
      if service == .sts {
        try GetCallerIdentity.answer(parameters, account: world.configuration.account, to: &xml)
        return .success(xml)
      }
      let result = world.withRegion(authorization.region) { region in
        record.zone = LaunchPlan.tokenZone(parameters, in: region)
        return Result { () throws(APIError) in
          try ActionTable.answer(Call(parameters: parameters, now: now), in: &region, to: &xml)
        }
      }
      record.add(try result.get())
      return .success(xml)
    } catch {
      return .failure(error)
    }
  }

  func snapshot(at now: Date) -> SimulatorSnapshot {
    let instances = world.summaries(at: now)
    return SimulatorSnapshot(
      at: now, account: world.configuration.account, instances: instances, calls: log.total, counts: log.counts,
      doubles: DoubleLaunch.find(in: instances), capacity: world.pools, faults: faults.faults)
  }
}

extension CallRecord {
  fileprivate init(
    _ parameters: Parameters, service: AWSService, authorization: Authorization?, requestID: String, at now: Date
  ) {
    self.init(
      number: 0, at: now, service: service.rawValue, action: parameters["Action"] ?? "", region: authorization?.region,
      accessKeyID: authorization?.accessKeyID, clientToken: parameters["ClientToken"],
      parametersDigest: parameters.digest, requestID: requestID)
    guard action == RunInstances.name else { return }
    market = parameters["InstanceMarketOptions.MarketType"] ?? CapacityPool.Market.onDemand.rawValue
    instanceType = parameters["InstanceType"]
    minCount = parameters["MinCount"].flatMap(Int.init)
    maxCount = parameters["MaxCount"].flatMap(Int.init)
  }

  fileprivate mutating func add(_ effect: Effect) {
    instanceIDs = effect.instanceIDs
    launched = effect.launched
    zone = zone ?? effect.zone
  }
}
