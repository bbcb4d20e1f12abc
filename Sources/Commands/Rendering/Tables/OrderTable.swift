import JobModel
import Operations

/// Orders on record, as a table for people.
enum OrderTable {
  static func render(_ orders: [OrderRecord], now: Timestamp, on screen: Screen = .plain) -> String {
    var table = TextTable(["ORDERED", "BY", "WHAT", "JOBS", "WITH"])
    for order in orders {
      table.rows.append([
        "\(DurationText.rough(now - order.orderedAt)) ago", order.by.name, order.verb.rawValue, "\(order.jobs)",
        words(order.detail),
      ])
    }
    return table.render(on: screen)
  }

  /// `instance_types m5.large m6i.large, priority 5`
  private static func words(_ detail: String) -> String {
    guard case .object(let members)? = try? JSONReader.read(Array(detail.utf8)) else { return detail }
    let parts = members.map { member in
      switch member.value {
      case .array(let values): "\(member.name) \(values.map(\.inWords).joined(separator: " "))"
      case .bool(true): member.name
      default: "\(member.name) \(member.value.inWords)"
      }
    }
    return parts.isEmpty ? "-" : parts.joined(separator: ", ")
  }
}
