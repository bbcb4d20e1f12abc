/// Something that goes wrong with some calls.
///
/// A call is struck when everything that the fault names matches it; a nil field matches every call. Zone, type and
/// market are those that a RunInstances call asks for, so a fault that names one strikes no other action, and a fault
/// that names a zone no call that leaves the zone to EC2.
package struct Fault: Sendable, Equatable {
  package var kind: Kind
  /// The action that it strikes, wildcards allowed: `Describe*`.
  package var action: String?
  package var zone: String?
  /// Wildcards allowed: `t3.*`.
  package var instanceType: String?
  package var market: CapacityPool.Market?
  package var accessKeyID: String?
  /// Which of the calls that match it strikes.
  package var dose: Dose
  /// It strikes nothing before this long after it was added.
  package var startsAfter: Duration?
  /// It strikes nothing from this long after it was added.
  package var endsAfter: Duration?
  /// Whether the call does its work before its answer is spoilt; nil leaves it to the kind.
  package var takesEffect: Bool?

  /// Of `refuse`: EC2's code; its usual status and message go with it unless they are given.
  package var code: String?
  package var status: Int?
  package var message: String?
  /// Of `refuse` with InsufficientInstanceCapacity; nil takes the form that fits the call.
  package var form: CapacityRefusal.Form?
  /// Of `answer`: the bytes, as text; of a kind of its own in `bodyBase64`.
  package var body: String?
  package var bodyBase64: String?
  /// Of `answer`: how many times the body is sent, one after the other.
  package var repeats: Int?
  package var contentType: String?
  /// Of `hang` (60 s unless it says otherwise, 600 s at most), `slow` and `late`.
  package var delay: Duration?
  /// Of `truncate`: the share of the answer's bytes that is sent, from 0 to 1.
  package var fraction: Double?
  /// Of `truncate`: whether the part is sent as if it were the whole, instead of breaking off.
  package var endsCleanly: Bool?
  /// Of `partial_view`: how many of the token's instances are shown; nil shows half of them.
  package var shown: Int?
  /// Of `partial_view`: only instances launched less than this long ago are hidden, as lists lag behind by so much.
  package var youngerThan: Duration?
  /// Whether it spares a launch whose client token has launched already, as EC2 answers such a one with its instances.
  package var unlessLaunched: Bool?
  /// Of `other_account`: twelve digits.
  package var account: String?

  package init(
    action: String? = nil, kind: Kind, skip: Int = 0, count: Int = 1, probability: Double = 1, code: String? = nil,
    delay: Duration? = nil
  ) {
    self.action = action
    self.kind = kind
    dose = Dose(skip: skip, count: count, probability: probability)
    self.code = code
    self.delay = delay
  }

  /// How many matching calls pass before it strikes.
  package var skip: Int {
    get { dose.skip }
    set { dose.skip = newValue }
  }

  /// How many calls it strikes after that.
  package var count: Int {
    get { dose.count }
    set { dose.count = newValue }
  }
}
