/// The private addresses of a subnet, handed out in order and taken back.
struct AddressBlock: Sendable {
  let base: UInt32
  let prefix: Int
  private var next: UInt32 = 4
  private var returned: [UInt32] = []

  init(base: UInt32, prefix: Int) {
    self.base = base
    self.prefix = prefix
  }

  private var size: UInt32 { 1 << UInt32(32 - prefix) }

  var cidr: String { "\(Self.dotted(base))/\(prefix)" }

  /// How many are free, without the five that AWS keeps.
  var free: Int { Int(size - 1 - next) + returned.count }

  mutating func take() -> String? {
    if let last = returned.popLast() { return Self.dotted(base + last) }
    guard next < size - 1 else { return nil }
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
