/// One table of figures with the seed that led to them.
struct CampaignReport: Sendable {
  let settings: CampaignSettings
  let counts: CampaignTally.Counts
  let verdict: Verdict
  let differences: [String]
  let restored: (figures: CampaignRestoration.Figures, wrongs: [String])
  let stormTime: Duration
  let wholeTime: Duration

  var text: String {
    var table = PrintedTable("Campaign", columns: ["figure", "value"])
    table.add("seed", "\(settings.seed)")
    table.add("storm", "\(stormTime.components.seconds) s")
    table.add("with the calm after it and the judgement", "\(wholeTime.components.seconds) s")
    table.add("launches told", "\(counts.launchesTold)")
    table.add("kills of workers", "\(counts.kills)")
    table.add("of them at a named point", "\(counts.crashed.values.reduce(0, +)) at \(counts.crashed.count) points")
    table.add("zombies", "\(counts.zombies), \(counts.longZombies) of them past the window")
    table.add("workers that ended by themselves", "\(counts.stops)")
    table.add(
      "commands of producers", "\(counts.commands.values.reduce(0, +)), \(counts.producersKilled) of them killed")
    for (name, count) in counts.faults.sorted(by: { $0.key < $1.key }) { table.add(name, "\(count)") }
    for figure in verdict.figures { table.add(figure.name, "\(figure.value)") }
    for charge in Verdict.Charge.allCases { table.add("**\(charge.rawValue)**", "**\(verdict.count(charge))**") }
    table.add("**where the database differs**", "**\(differences.count)**")
    let figures = restored.figures
    table.add(
      "an old copy put back",
      "\(figures.unknown) of \(figures.living) living instances unknown, \(figures.fitting) fit a job, launches "
        + "\(figures.isHalted ? "halted" : "not halted"); \(figures.launchedAnew) launched anew")
    table.add("**wrong after it**", "**\(restored.wrongs.count)**")
    table.add("surprises", "\(counts.surprises.count)")
    return "\n\(table.text)"
  }

  /// For the folder that is kept.
  var details: String {
    let points = WorkerFate.points.map { "\($0): \(counts.crashed[$0] ?? 0)" }.joined(separator: "\n")
    let sleeps = counts.slept.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: "\n")
    return
      "\n# Deaths by point\n\(points)\n\n# Sleeps by place\n\(sleeps)\n\n# Violations\n\(verdict.report)\n\n# Differences\n"
      + differences.joined(separator: "\n") + "\n\n# After the restoration\n"
      + restored.wrongs.joined(separator: "\n") + "\n\n# Surprises\n" + counts.surprises.joined(separator: "\n---\n")
      + "\n"
  }
}
