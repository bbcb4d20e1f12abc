import JobModel

/// What takes no launches for now, as a table for people.
enum ClosingTable {
  static func render(_ closings: [Closing], now: Timestamp, on screen: Screen = .plain) -> String {
    var table = TextTable(["CLOSED", "SCOPE", "REGION", "SINCE", "REOPENS", "REFUSALS", "CODE", "SAID"])
    for closing in closings {
      table.rows.append([
        closing.key.name, closing.key.scope.rawValue, closing.region,
        "\(DurationText.rough(now - closing.firstClosedAt)) ago", reopening(closing, now: now), "\(closing.refusals)",
        closing.code, closing.message,
      ])
    }
    table.lesser = ["REFUSALS", "SINCE", "REGION", "SCOPE"]
    return table.render(on: screen)
  }

  private static func reopening(_ closing: Closing, now: Timestamp) -> String {
    if closing.prober != nil { return "being tried" }
    if let limit = closing.batchLimit { return "for \(limit) at once" }
    guard closing.reopensAt > now else { return "at the next launch" }
    return "in \(DurationText.rough(closing.reopensAt - now))"
  }
}
