import Foundation

extension SimulatorCore {
  /// Does what a call asks for, notes what came of it, and words the answer.
  mutating func perform(
    _ call: ServiceCall, by caller: Caller, fault: Fault? = nil, record: inout CallRecord, at now: Date
  ) -> Answer {
    do throws(APIError) {
      var xml = XMLWriter()
      switch call.service {
      case .sts:
        try identify(call, by: caller, to: &xml, at: now)
      case .ssm:
        let own = world.configuration.parameters
        let content = try world.withRegion(of: caller, at: now) { region in
          Result { () throws(APIError) in try GetParameter.answer(call, own: own, in: region, start: now) }
        }.get()
        return record.answer(content, by: call.service)
      case .ec2:
        var asked = Call(parameters: call.parameters, now: now)
        if let fault, fault.kind == .partialView {
          asked.view = PartialView(
            shown: fault.shown, hidesFrom: fault.youngerThan.map { now.addingTimeInterval(-$0.seconds) })
        }
        record.add(try act(asked, by: caller, to: &xml))
      }
      return record.answer(xml.text, by: call.service)
    } catch {
      return record.refuse(error, by: call.service)
    }
  }

  /// Binds the token of a launch that a fault refuses for want of capacity, as EC2 does.
  ///
  /// - Returns: EC2's own refusal, where it would have come first.
  mutating func bind(_ call: ServiceCall, by caller: Caller, struckBy fault: Fault, at now: Date) -> APIError? {
    guard call.action == RunInstances.name, call.parameters["ClientToken"] != nil,
      fault.kind == .refuseThenLaunch || fault.kind == .refuse && fault.code == "InsufficientInstanceCapacity"
    else { return nil }
    let asked = Call(
      parameters: call.parameters, now: now, refusal: fault.kind == .refuseThenLaunch ? .promising : .binding)
    do throws(APIError) {
      var xml = XMLWriter()
      _ = try act(asked, by: caller, to: &xml)
      return nil
    } catch {
      return error
    }
  }

  private mutating func act(_ call: Call, by caller: Caller, to xml: inout XMLWriter) throws(APIError) -> Effect {
    try world.withRegion(of: caller, at: call.now) { region in
      Result { () throws(APIError) in try ActionTable.answer(call, in: &region, to: &xml) }
    }.get()
  }
}

extension CallRecord {
  init(_ call: ServiceCall, requestID: String, at now: Date) {
    let parameters = call.parameters
    self.init(
      number: 0, at: now, service: call.service.rawValue, action: call.action, region: call.authorization?.region,
      accessKeyID: call.authorization?.accessKeyID, clientToken: parameters["ClientToken"],
      parametersDigest: parameters.digest, requestID: requestID)
    filters = parameters.items("Filter").compactMap { $0["Name"] }
    guard action == RunInstances.name else { return }
    market = parameters["InstanceMarketOptions.MarketType"] ?? CapacityPool.Market.onDemand.rawValue
    instanceType = parameters["InstanceType"]
    minCount = parameters["MinCount"].flatMap(Int.init)
    maxCount = parameters["MaxCount"].flatMap(Int.init)
  }

  mutating func add(_ effect: Effect) {
    instanceIDs = effect.instanceIDs
    launched = effect.launched
    zone = zone ?? effect.zone
  }

  /// Notes a success and words it.
  mutating func answer(_ content: String, by service: AWSService) -> Answer {
    status = 200
    return Answer(
      status: 200, contentType: service.contentType, requestID: requestID,
      body: service.envelope(action: action, requestID: requestID, content: content))
  }

  /// Notes a refusal and words it.
  mutating func refuse(_ error: APIError, by service: AWSService) -> Answer {
    status = error.status
    code = error.code
    return Answer(
      status: error.status, contentType: service.contentType, requestID: requestID,
      body: service.envelope(error: error, requestID: requestID))
  }
}
