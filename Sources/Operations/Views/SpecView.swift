import Foundation
import JobModel

/// A spec as JSON shows it: the size of its user data, and the data itself only when asked for; as `enqueue` reads it.
struct SpecView: Encodable {
  let spec: JobSpec
  let showsUserData: Bool

  init(_ spec: JobSpec, showsUserData: Bool) {
    self.spec = spec
    self.showsUserData = showsUserData
  }

  package enum ExtraKeys: String, CodingKey, CaseIterable {
    case userData = "user_data"
    case userDataBase64 = "user_data_base64"
    case userDataSize = "user_data_size"
  }

  func encode(to encoder: any Encoder) throws {
    switch spec {
    case .launch(var launch):
      var container = encoder.container(keyedBy: ExtraKeys.self)
      try container.encode(launch.userData?.count ?? 0, forKey: .userDataSize)
      if showsUserData, let data = launch.userData {
        if let text = String(validating: data, as: UTF8.self) {
          try container.encode(text, forKey: .userData)
        } else {
          try container.encode(data.base64EncodedString(), forKey: .userDataBase64)
        }
      }
      launch.userData = nil
      try launch.encode(to: encoder)
    case .wait(let wait): try wait.encode(to: encoder)
    case .tag(let tag): try tag.encode(to: encoder)
    case .terminate(let terminate): try terminate.encode(to: encoder)
    }
  }
}
