/// The private addresses of a subnet, handed out in order and taken back.
struct AddressBlock: Sendable {
  let base: UInt32
  let prefix: Int
  private var next: UInt32 = 4
  /// The first one that is not handed out.
  private let end: UInt32
  private var returned: [UInt32] = []

  /// - Parameter free: how many are free at the start; nil is all but the five that AWS keeps.
  init(base: UInt32, prefix: Int, free: Int? = nil) {
    self.base = base
    self.prefix = prefix
    let last = (1 << UInt32(32 - prefix)) - 1 as UInt32
    end = free.map { min(last, 4 + UInt32(clamping: min($0, 1 << 20))) } ?? last
  }

  var cidr: String { "\(Self.dotted(base))/\(prefix)" }

  var free: Int { Int(end - next) + returned.count }

  mutating func take() -> String? {
    if let last = returned.popLast() { return Self.dotted(base + last) }
    guard next < end else { return nil }
    defer { next += 1 }
    return Self.dotted(base + next)
  }

  mutating func giveBack(_ address: String) {
    let number = address.split(separator: ".").compactMap { UInt32($0) }.reduce(0) { $0 << 8 | $1 }
    returned.append(number - base)
  }

  static func dotted(_ address: UInt32) -> String {
    "\(address >> 24).\(address >> 16 & 255).\(address >> 8 & 255).\(address & 255)"
  }
}
