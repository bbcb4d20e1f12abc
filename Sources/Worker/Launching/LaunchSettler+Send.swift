import AWSCore
import EC2
import Foundation
import JobModel
import LaunchPolicy

extension LaunchSettler {
  /// - Returns: false once the request is closed or lost.
  mutating func send() async throws -> Bool {
    guard let query = EncodedQuery(body: request.parameters) else {
      throw StoreError.unusable(path: "launch request \(request.uuid)", reason: "its stored parameters cannot be read")
    }
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
    let signedAt = Timestamp(signed.signedAt)
    let id = try await context.store.ledger.recordSend(fence, signedAt: signedAt, worker: context.settings.id)
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
      try await note(id, signedAt, SendAnswer(error))
      return true
    }
  }

  private mutating func note(_ id: Int64, _ signedAt: Timestamp, _ answer: SendAnswer) async throws {
    try await context.store.ledger.recordAnswer(id, answer)
    request.sends.append(
      LaunchSend(
        id: id, signedAt: signedAt, answer: answer.answer, code: answer.code, message: answer.message,
        requestID: answer.requestID, status: answer.status))
    CrashPoint.launchNoted.reach()
  }

  /// Asks EC2 what exists under the token: it may add instances, never prove their absence.
  mutating func lookUp(_ otherwise: Settlement.Unfound) async throws {
    calls += 1
    do {
      let found = try await client.describeInstances(
        ids: [], filters: [EC2Filter("client-token", [request.clientToken])])
      CrashPoint.launchLooked.reach()
      // A list that lags may show some of its instances: only all of them settle a request.
      if found.count >= request.count { return try await settle(found) }
    } catch let error as AWSError {
      try CredentialTrouble.check(error)
      if case .hold = otherwise { return try await hold(until: context.now() + max(pause(), .seconds(5)), error) }
      // Past its window, a look-up that is not allowed would never be: that is told rather than asked for ever.
      guard ErrorClass(error) == .permission else {
        return try await hold(until: context.now() + max(pause(), .seconds(5)), error)
      }
      return try await closeUnknown()
    }
    switch otherwise {
    case .closeRefused: try await closeRefused()
    case .closeUnknown: try await closeUnknown()
    case .hold(let until): try await hold(until: until)
    }
  }
}
