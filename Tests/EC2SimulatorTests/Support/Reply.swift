import Foundation

@testable import EC2Simulator

/// An answer with the little reading of XML that tests need.
struct Reply {
  let status: Int?
  let body: String

  init(_ outcome: Outcome) {
    guard let answer = outcome.answer else {
      status = nil
      body = ""
      return
    }
    status = answer.status
    body = answer.body
  }

  /// The texts of every element of that name that holds text only.
  func all(_ name: String) -> [String] {
    body.components(separatedBy: "<\(name)>").dropFirst().compactMap { rest in
      rest.components(separatedBy: "</\(name)>").first.flatMap { $0.contains("<") ? nil : $0 }
    }
  }

  subscript(name: String) -> String? { all(name).first }

  /// What stands inside every element of that name.
  func sections(_ name: String) -> [String] {
    body.components(separatedBy: "<\(name)>").dropFirst().compactMap {
      $0.components(separatedBy: "</\(name)>").first
    }
  }

  var code: String? { self["Code"] }
  var message: String? { self["Message"] }

  /// The distinct instance ids, in order.
  var instanceIDs: [String] {
    var seen: Set<String> = []
    return all("instanceId").filter { seen.insert($0).inserted }
  }

  /// The states' names, in order.
  var states: [String] {
    sections("instanceState").compactMap {
      $0.components(separatedBy: "<name>").last?.components(separatedBy: "<").first
    }
  }
}
