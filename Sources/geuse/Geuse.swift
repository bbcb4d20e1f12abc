import Commands

@main
enum Geuse {
  static func main() async { await Entry.run() }
}
