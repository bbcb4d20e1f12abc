import AWSCore
import EC2
import Foundation
import JobModel
import LaunchPolicy

extension LaunchSettler {
  /// - Parameter look: by when it is looked up at the latest where it is not its turn.
  /// - Returns: false once the request is closed, held or lost.
  mutating func send(orLookBy look: Timestamp? = nil) async throws -> Bool {
    guard let query = EncodedQuery(body: request.parameters) else {
      throw StoreError.unusable(path: "launch request \(request.uuid)", reason: "its stored parameters cannot be read")
    }
    guard let turn = try await turn(orLookBy: look) else { return false }
    let signed: SignedQuery
    do {
      signed = try await client.sign(query)
    } catch {
      try CredentialTrouble.check(error)
      try await hold(until: context.now() + pause(), error)
      return false
    }
    do {
      // Keys may have changed since the last call, and with them the account: tokens mean nothing in another one.
      try await context.regions.confirm(accessKeyID: signed.accessKeyID, client)
    } catch let error as AWSError {
      try CredentialTrouble.check(error)
      try await hold(until: context.now() + pause(), error)
      return false
    }
    CrashPoint.launchSigned.reach()
    // By the store's clocks, whatever date the signature has: its age is counted on them.
    let moment = context.moment
    let id = try await context.store.ledger.recordSend(fence, signedAt: moment.wall, worker: context.settings.id)
    CrashPoint.launchRecorded.reach()
    guard try await context.store.ledger.holds(fence) else {
      // Known not to have left, so that whoever holds the lease now need not wait for it.
      try await context.store.ledger.recordAnswer(id, SendAnswer(.notSent, code: "LeaseLost"))
      throw StoreError.leaseLost(fence)
    }
    sends += 1
    calls += 1
    CrashPoint.launchSending.reach()
    do {
      let reservation = try await client.runInstances(signed)
      CrashPoint.launchAnswered.reach()
      let answer = SendAnswer(.launched, requestID: reservation.requestID, status: 200)
      try await settle(reservation.instances, answered: AnsweredSend(id: id, answer: answer))
      return false
    } catch let error as AWSError {
      CrashPoint.launchAnswered.reach()
      try await note(id, moment, SendAnswer(error))
      await context.pacer.hear(error, turn)
      return true
    }
  }

  /// Waits for the turn of this call, before it is signed; where that takes too long the request is held until then.
  private mutating func turn(orLookBy look: Timestamp?) async throws -> Pacer.Turn? {
    if let permit {
      self.permit = nil
      if let turn = try await context.pacer.turn(of: permit, region: request.region, at: context.boot()) { return turn }
    }
    switch try await context.pacer.turnOfLaunch(region: request.region) {
    case .go(let turn): return turn
    case .comeBack(let wait):
      let later = context.now() + wait
      // What EC2 last said of it tells more.
      let error = refusal ?? .heldBack("RunInstances", until: wait, region: request.region)
      try await hold(until: look.map { min($0, later) } ?? later, error)
      return nil
    }
  }

  private mutating func note(_ id: Int64, _ signed: Moment, _ answer: SendAnswer) async throws {
    try await context.store.ledger.recordAnswer(id, answer)
    request.sends.append(
      LaunchSend(
        id: id, signedAt: signed.wall, signedBoot: signed.boot, answer: answer.answer, code: answer.code,
        message: answer.message,
        requestID: answer.requestID, status: answer.status))
    CrashPoint.launchNoted.reach()
  }

  /// Whether bytes may leave for this region. In a halted one the request is looked up, and held.
  mutating func regionIsClear() async throws -> Bool {
    do {
      guard let halt = try await context.reconciler.halt(of: request.region) else { return true }
      try await lookUp(.hold(until: context.now() + HaltDecision.rest), because: .unknownInstances(halt))
      return false
    } catch let error as AWSError {
      try CredentialTrouble.check(error)
      try await hold(until: context.now() + max(pause(), .seconds(5)), error)
      return false
    }
  }

  /// Asks EC2 what exists under the token: it may add instances, never prove their absence.
  /// - Parameter reason: what the jobs shall say where nothing is found and they are held.
  mutating func lookUp(_ otherwise: Settlement.Unfound, because reason: JobError? = nil) async throws {
    var found: [Instance] = []
    do {
      found = try await instances(where: EC2Filter("client-token", [request.clientToken]))
        .filter { $0.clientToken == nil || $0.clientToken == request.clientToken }
      if found.count < request.count, otherwise.isConsequential {
        // The other way in: by the tag that the launch itself put on. A tag may have been copied, a token is not.
        let tagged = try await instances(where: EC2Filter("tag:\(GeusemakerTags.request)", [request.uuid]))
        found = found.merging(tagged.filter { $0.clientToken == request.clientToken })
      }
      CrashPoint.launchLooked.reach()
      // A list that lags may show some of its instances: only all of them settle a request.
      if found.count >= request.count { return try await settle(found) }
    } catch let error as AWSError {
      try CredentialTrouble.check(error)
      // A look-up that is not allowed would never be: past its window that is told rather than asked for ever.
      guard otherwise.isEnd, ErrorClass(error) == .permission else {
        return try await hold(until: context.now() + max(pause(), .seconds(5)), error)
      }
      return try await closeUnknown(found)
    }
    switch otherwise {
    case .closeRefused where found.isEmpty && request.instances.isEmpty: try await closeRefused()
    // What exists exists, whatever a refusal said: the rest moves on.
    case .closeRefused: try await settle(found)
    case .closeUnknown: try await closeUnknown(found)
    case .hold(let until): try await hold(until: until, because: reason)
    case .holdAbsent(let until):
      // Also where it found some of several: the second look is made in any case.
      try await context.store.ledger.noteAbsence(fence)
      try await hold(until: until)
    }
  }

  private mutating func instances(where filter: EC2Filter) async throws -> [Instance] {
    calls += 1
    return try await client.describeInstances(ids: [], filters: [filter])
  }
}

extension Settlement.Unfound {
  /// Whether finding nothing says more than that it is looked at again.
  fileprivate var isConsequential: Bool {
    if case .hold = self { false } else { true }
  }

  /// Whether the request ends with this look.
  fileprivate var isEnd: Bool {
    switch self {
    case .closeRefused, .closeUnknown: true
    case .hold, .holdAbsent: false
    }
  }
}

extension [Instance] {
  /// Both lists, each instance once.
  fileprivate func merging(_ others: [Instance]) -> [Instance] {
    let known = Set(map(\.instanceID))
    return self + others.filter { !known.contains($0.instanceID) }
  }
}
