import Foundation
import JobModel
import Testing

@testable import Operations

/// The schemas in docs/schema have every field and every word of the model, and no others.
@Suite("The schemas' fields")
struct SchemaFieldsTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "docs/schema")

  private static func schema(_ name: String) throws -> [String: Any] {
    let data = try Data(contentsOf: folder.appending(path: "\(name).schema.json"))
    return try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  private static func value(_ schema: [String: Any], _ path: String...) throws -> [String: Any] {
    var value = schema
    for key in path { value = try #require(value[key] as? [String: Any], "\(key) of \(path)") }
    return value
  }

  private static func words(_ schema: [String: Any], _ path: String) throws -> Set<String> {
    let part = try path.split(separator: "/").reduce(schema) {
      try #require($0[String($1)] as? [String: Any], "\(path)")
    }
    return Set(try #require(part["enum"] as? [Any]).compactMap { $0 as? String })
  }

  private static let launchFields = Set(LaunchSpec.CodingKeys.allCases.map(\.rawValue))
    .union(SpecView.ExtraKeys.allCases.map(\.rawValue))

  @Test func aJobsAreThoseOfItsView() throws {
    let job = try Self.schema("job")
    #expect(Set(try Self.value(job, "properties").keys) == Set(JobView.CodingKeys.allCases.map(\.rawValue)))
    #expect(Set(try Self.value(job, "$defs", "launch_spec", "properties").keys) == Self.launchFields)
    #expect(
      Set(try Self.value(job, "$defs", "resource", "properties").keys)
        == Set(EC2Resource.CodingKeys.allCases.map(\.rawValue)))
  }

  @Test func anInstancesAreThoseOfItsView() throws {
    let fields = EC2Resource.CodingKeys.allCases.map(\.rawValue) + InstanceView.CodingKeys.allCases.map(\.rawValue)
    #expect(Set(try Self.value(Self.schema("instance"), "properties").keys) == Set(fields))
  }

  @Test func aLinesAreThoseThatItsReaderKnows() throws {
    let line = try Self.schema("enqueue")
    for (path, text) in [
      ("", #"{"kind":"launch","?":1}"#), ("launch", #"{"kind":"launch","spec":{"?":1}}"#),
      ("wait", #"{"kind":"wait","spec":{"?":1}}"#), ("tag", #"{"kind":"tag","spec":{"tags":{"a":"b"},"?":1}}"#),
      ("terminate", #"{"kind":"terminate","spec":{"?":1}}"#),
    ] {
      // A strange field is answered with all that are known.
      let problem = try #require(Lines.problems([text]).first { $0.contains("known are ") })
      let known = problem.firstRange(of: "known are ").map { problem[$0.upperBound...] } ?? ""
      let fields =
        path.isEmpty
        ? try Self.value(line, "properties") : try Self.value(line, "$defs", "\(path)_spec", "properties")
      #expect(Set(fields.keys) == Set(known.split(separator: ", ").map(String.init)), "\(path)")
    }
  }

  @Test func theWordsAreThoseOfTheModel() throws {
    let job = try Self.schema("job")
    let tables: [(String, [String])] = [
      ("properties/kind", JobKind.allCases.map(\.rawValue)), ("properties/state", ShownState.allCases.map(\.rawValue)),
      ("$defs/error/properties/class", ErrorClass.allCases.map(\.rawValue)),
      ("$defs/attempt/properties/class", ErrorClass.allCases.map(\.rawValue)),
      ("$defs/attempt/properties/outcome", Attempt.Outcome.allCases.map(\.rawValue)),
      ("$defs/rung/properties/market", Market.allCases.map(\.rawValue)),
      ("$defs/wait_spec/properties/for", WaitSpec.Goal.allCases.map(\.rawValue)),
      ("$defs/launch_spec/properties/architecture", Architecture.allCases.map(\.rawValue)),
      ("$defs/launch_spec/properties/ladder_order/items", LadderAxis.allCases.map(\.rawValue)),
    ]
    for (path, words) in tables { #expect(try Self.words(job, path) == Set(words), "\(path)") }
    let line = try Self.schema("enqueue")
    #expect(try Self.words(line, "properties/kind") == Set(JobKind.allCases.map(\.rawValue)))
    #expect(
      try Self.words(line, "$defs/launch_spec/properties/markets/items") == Set(Market.allCases.map(\.rawValue)))
  }
}
