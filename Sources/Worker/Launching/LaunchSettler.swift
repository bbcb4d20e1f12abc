import AWSCore
import EC2
import Foundation
import JobModel
import LaunchPolicy
import Logging

/// Carries one open launch request as far as it can be carried now; every decision is `Settlement`'s.
struct LaunchSettler {
  /// How often the same bytes go out within one claim: once, and once more where the first had no clear outcome.
  private static let sendsPerClaim = 2

  let context: WorkerContext
  let client: any EC2API
  var request: LaunchRequest
  let fence: Fence
  let jobs: [ClaimedJob]
  let spec: LaunchSpec
  /// Every member of a request has the same one.
  var specID: Int64 { jobs[0].specID }
  var calls = 0
  var sends = 0
  /// The turn that was waited for before the request was opened; its first send is made on it.
  var permit: LaunchPermit?
  /// Who has the one try at what was closed, where this request is that try.
  var prober: String?

  init(
    context: WorkerContext, client: any EC2API, request: LaunchRequest, fence: Fence, jobs: [ClaimedJob],
    spec: LaunchSpec, calls: Int = 0, permit: LaunchPermit? = nil, prober: String? = nil
  ) {
    self.context = context
    self.client = client
    self.request = request
    self.fence = fence
    self.jobs = jobs
    self.spec = spec
    self.calls = calls
    self.permit = permit
    self.prober = prober
  }

  mutating func run() async throws {
    // Somebody learned of its instances without being allowed to decide.
    if request.instances.count == request.count, !request.instances.isEmpty {
      return try await close(.settled, instances: request.instances, members: adopted(request.instances))
    }
    while true {
      switch nextStep() {
      case .send(let look):
        guard maySendNow() else {
          if wasRefusedForItsKeys, let refusal { throw CredentialTrouble(error: refusal) }
          let later = context.now() + pause()
          return try await hold(until: look.map { min($0, later) } ?? later)
        }
        guard try await regionIsClear(), try await send(orLookBy: look) else { return }
      case .lookUp(let otherwise):
        return try await lookUp(otherwise)
      case .hold(let until):
        return try await hold(until: until)
      case .closeRefused, .closeUnsent:
        return try await closeRefused()
      }
    }
  }

  private func nextStep() -> Settlement {
    let leaving = jobs.count { $0.cancelRequested || $0.deadline <= context.now() }
    return Settlement.next(
      sends: request.sends, refusal: refusal.map { ErrorClass($0) }, absentSince: request.absentSince,
      now: context.moment,
      deadline: jobs.map(\.deadline).max() ?? context.now(), cancelled: jobs.allSatisfy(\.cancelRequested),
      parts: leaving > 0 && leaving < jobs.count,
      limits: context.settings.settlement)
  }

  /// What the last send ended with, as the error it was.
  var refusal: AWSError? {
    guard let last = request.sends.last, let code = last.code else { return nil }
    return AWSError(
      action: "RunInstances", origin: last.origin, code: code, message: last.message ?? "", requestID: last.requestID,
      status: last.status, region: request.region)
  }

  private func maySendNow() -> Bool {
    guard sends > 0 else { return true }
    guard sends < Self.sendsPerClaim, let last = request.sends.last else { return false }
    // Refused keys were forgotten with their refusal: once more with what their source gives now.
    return last.isUnresolved || wasRefusedForItsKeys
  }

  private var wasRefusedForItsKeys: Bool {
    request.sends.last?.answer == .refused && refusal.map { ErrorClass($0) } == .credentials
  }

  /// What is tried no longer may be tried by somebody else. Not worth failing a launch for.
  func endProbe() async {
    guard let prober else { return }
    do {
      try await context.store.offerings.endProbe(region: request.region, holder: prober)
    } catch {
      context.report(error, "a try could not be ended")
    }
  }

  func pause() -> Duration {
    RefusalDecision.pause(refusal.map { ErrorClass($0) } ?? .ambiguous, sends: request.sends.count)
  }
}
