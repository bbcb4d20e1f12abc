import JobModel

struct TracedOpening: Encodable, Sendable {
  let uuid: String
  let clientToken: String
  let region: String
  /// By ordinal.
  let members: [TracedFence]

  init(_ request: NewLaunchRequest) {
    uuid = request.uuid
    clientToken = request.clientToken
    region = request.region
    members = request.members.map(TracedFence.init)
  }

  struct Answer: Encodable, Sendable {
    /// Missing where a member's lease was lost, or it was cancelled.
    let request: TracedFence?

    init(request: Fence?) { self.request = request.map(TracedFence.init) }
  }
}

struct TracedTakeover: Encodable, Sendable {
  let id: Int64
  let uuid: String
}

struct TracedSend: Encodable, Sendable {
  let request: TracedFence
  let signedAt: Timestamp
  let worker: String

  struct Answer: Encodable, Sendable {
    let send: Int64
  }

  /// The last look at the lease before the bytes leave.
  struct Check: Encodable, Sendable {
    let request: TracedFence
    let holds: Bool
  }
}

struct TracedAnswer: Encodable, Sendable {
  let send: Int64
  let answer: String
  let code: String?
  let requestID: String?
  let status: Int?

  init(send: Int64, _ answer: SendAnswer) {
    self.send = send
    self.answer = answer.answer.rawValue
    code = answer.code
    requestID = answer.requestID
    status = answer.status
  }
}

struct TracedClosing: Encodable, Sendable {
  let request: TracedFence
  let state: String
  let answered: TracedAnswer?
  let instances: [TracedInstance]
  let members: [TracedOutcome]

  init(_ closing: LaunchClosing) {
    request = TracedFence(closing.request)
    state = closing.state.rawValue
    answered = closing.answered.map { TracedAnswer(send: $0.id, $0.answer) }
    instances = closing.instances.map(TracedInstance.init)
    members = closing.members.sorted { $0.key < $1.key }.map { TracedOutcome(job: $0.key, $0.value) }
  }
}

struct TracedHold: Encodable, Sendable {
  let request: TracedFence
  let until: Timestamp
  let code: String
}

struct TracedGone: Encodable, Sendable {
  let region: String
  let instance: String
}

struct TracedRelaunch: Encodable, Sendable {
  let wait: TracedFence
  let code: String

  struct Answer: Encodable, Sendable {
    let effect: String
    let launch: JobID?

    init(_ effect: Relaunch.Effect) {
      switch effect {
      case .relaunched(let launch, _): (self.effect, self.launch) = ("relaunched", launch)
      case .failed: (self.effect, launch) = ("failed", nil)
      case .leaseLost: (self.effect, launch) = ("lease-lost", nil)
      }
    }
  }
}
