import ArgumentParser

/// How data is printed.
enum OutputFormat: String, Sendable, CaseIterable, ExpressibleByArgument {
  case text, json, jsonl
}
