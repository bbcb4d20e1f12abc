import Foundation

enum JSON {
  /// Decodes with camel-case names for snake-case keys.
  static func decode<Value: Decodable>(_ type: Value.Type = Value.self, _ data: Data) throws -> Value {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(type, from: data)
  }

  /// The keys of an object at a path of keys, as they stand in the text.
  static func keys(_ object: Any?) -> Set<String> {
    Set((object as? [String: Any])?.keys.map(\.self) ?? [])
  }

  /// The text as an array of objects.
  static func objects(_ text: String) throws -> [[String: Any]] {
    try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]] ?? []
  }
}
