/// The groups of families whose vCPUs EC2 counts together, one limit each market.
///
/// Source: AWS, "Amazon EC2 On-Demand Instance quotas" and "Spot Instance quotas".
package enum VCPUQuota: String, Sendable, CaseIterable {
  /// A, C, D, H, I, M, R, T and Z.
  case standard
  case dl = "DL"
  case f = "F"
  case g = "G and VT"
  case highMemory = "high memory"
  case hpc = "HPC"
  case inf = "Inf"
  case p = "P"
  case trn = "Trn"
  case x = "X"

  package init(ofType type: String) {
    let family = type.prefix { $0 != "." }
    let letters = family.prefix { !$0.isNumber && $0 != "-" }
    self =
      switch letters {
      case "dl": .dl
      case "f": .f
      case "g", "gr", "vt": .g
      case "u": .highMemory
      case "hpc": .hpc
      case "inf": .inf
      case "p": .p
      case "trn": .trn
      case "x": .x
      default: .standard
      }
  }
}
