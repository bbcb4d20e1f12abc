import Testing

@testable import Commands

@Suite struct TextTableTests {
  private static let table = {
    var table = TextTable(["ID", "STATE", "DETAIL"])
    table.rows = [["1", "failed", "InvalidGroup.NotFound: there is no such group"], ["2", "ready", ""]]
    table.styles["STATE"] = { $0 == "failed" ? .bad : nil }
    return table
  }()

  @Test func columnsAreAsWideAsTheirWidestCell() {
    #expect(
      Self.table.render() == """
        ID  STATE   DETAIL
        1   failed  InvalidGroup.NotFound: there is no such group
        2   ready
        """)
  }

  @Test func theLastColumnIsCutWhereTheScreenEnds() {
    let text = Self.table.render(on: Screen(width: 44, hasColours: false))
    #expect(
      text == """
        ID  STATE   DETAIL
        1   failed  InvalidGroup.NotFound: there is…
        2   ready
        """)
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 44 })
  }

  @Test func cellsSayNothingToTheTerminalAndBeginNoLine() {
    var table = TextTable(["ID", "NAME"])
    table.rows = [["1", "x\u{1B}]0;PWN\u{7}\ny\u{202E}z"]]
    table.styles["NAME"] = { _ in .bad }
    let text = table.render(on: Screen(width: 80, hasColours: true))
    #expect(text.split(separator: "\n").count == 2)
    #expect(text.hasSuffix("1   \u{1B}[31mx ]0;PWN  y z\u{1B}[0m"))
  }

  @Test func ofATextsStylesOnlyOurOwnAreLeft() {
    let screen = Screen(width: 80, hasColours: true)
    #expect((screen.styled("a", .bad) + "\u{1B}[2J\nb").printableWithStyles == "\u{1B}[31ma\u{1B}[0m [2J b")
  }

  @Test func sentencesBreakBetweenWords() {
    let screen = Screen(width: 20, hasColours: true)
    #expect(screen.wrapped("there is no such group") == "there is no such\ngroup")
    #expect(screen.wrapped("averyveryverylongwordindeed and more") == "averyveryverylongwordindeed\nand more")
    let styled = screen.styled("failed", .bad)
    #expect(screen.wrapped("\(styled) as it had to end") == "\(styled) as it had to\nend")
    #expect(Screen.plain.wrapped("there is no such group at all") == "there is no such group at all")
  }

  @Test func onANarrowScreenItStandsBelowItsRow() {
    #expect(
      Self.table.render(on: Screen(width: 30, hasColours: false)) == """
        ID  STATE
        1   failed
            InvalidGroup.NotFound: th…
        2   ready
        """)
  }

  @Test func lesserColumnsAreLeftOutWhereEvenTheOthersDoNotFit() {
    var table = Self.table
    table.lesser = ["ID"]
    #expect(
      table.render(on: Screen(width: 8, hasColours: false)) == "STATE\nfailed\n    Inv…\nready")
  }

  @Test func coloursTakeNoWidth() {
    let plain = Self.table.render(on: Screen(width: 44, hasColours: false))
    let coloured = Self.table.render(on: Screen(width: 44, hasColours: true))
    #expect(coloured.contains("\u{1B}[31mfailed\u{1B}[0m"))
    #expect(coloured.replacing(/\u{1B}\[\d+m/, with: "") == plain)
  }

  @Test(
    arguments: [
      (["COLUMNS": "120"], 80, 120, true), ([:], 100, 100, true), ([:], nil, 80, true),
      (["NO_COLOR": "1", "COLUMNS": "0"], 90, 90, false), (["NO_COLOR": ""], 90, 90, true),
      (["TERM": "dumb"], 90, 90, false),
    ] as [([String: String], Int?, Int, Bool)])
  func theTerminalSaysHowWideItIs(_ variables: [String: String], _ terminal: Int?, _ width: Int, _ colours: Bool) {
    let screen = Screen(terminalWidth: terminal, variables: variables)
    #expect(screen.width == width && screen.hasColours == colours)
  }
}
