@main enum Contender { static func main() {} }
