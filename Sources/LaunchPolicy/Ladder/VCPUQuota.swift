/// A group of families whose vCPUs EC2 counts together, with one limit each market.
///
/// Source: AWS, "Amazon EC2 On-Demand Instance quotas", "Spot Instance quotas" and "Amazon EC2 service quotas".
struct VCPUQuota: Equatable, Sendable {
  /// As Service Quotas names the group.
  let label: String
  /// The codes by which Service Quotas raises the limits; nil where we do not know them.
  let onDemandCode: String?
  let spotCode: String?

  init(ofType type: String) {
    let letters = String(type.prefix { $0.isLetter && $0.isASCII })
    self = Self.groups.first { $0.letters.contains(letters) }?.quota ?? Self("\(letters) family", nil, nil)
  }

  private init(_ label: String, _ onDemandCode: String?, _ spotCode: String?) {
    self.label = label
    self.onDemandCode = onDemandCode
    self.spotCode = spotCode
  }

  private static let groups: [(letters: Set<String>, quota: VCPUQuota)] = [
    (
      ["a", "c", "d", "h", "i", "is", "im", "m", "r", "t", "z"],
      VCPUQuota("Standard (A, C, D, H, I, M, R, T, Z)", "L-1216C47A", "L-34B43A08")
    ),
    (["g", "gr", "vt"], VCPUQuota("G and VT", "L-DB2E81BA", "L-3819A6DF")),
    (["p"], VCPUQuota("P", "L-417A185B", "L-7212CCBC")), (["x"], VCPUQuota("X", "L-7295265B", "L-E3A00192")),
    (["f"], VCPUQuota("F", "L-74FC7D96", "L-88CF9481")), (["inf"], VCPUQuota("Inf", "L-1945791B", "L-B5D1601B")),
    (["dl"], VCPUQuota("DL", "L-6E869C2A", "L-85EED4F7")), (["trn"], VCPUQuota("Trn", "L-2C3B7624", "L-6B0D517C")),
    (["u"], VCPUQuota("High Memory", nil, nil)), (["hpc"], VCPUQuota("HPC", nil, nil)),
  ]
}
