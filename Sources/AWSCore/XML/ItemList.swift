/// EC2's list form, `<instancesSet><item>…</item><item>…</item></instancesSet>`; an empty set is an empty list.
///
/// A set that may be absent is `ItemList?`; `.orEmpty` gives its items.
package struct ItemList<Item: Decodable>: Decodable {
  package let items: [Item]

  package init(_ items: [Item]) {
    self.items = items
  }

  package init(from decoder: any Decoder) throws {
    guard let container = try? decoder.container(keyedBy: CodingKeys.self) else {
      // `<xSet/>` is a null to the decoder.
      items = []
      return
    }
    items = try container.decodeIfPresent([Item].self, forKey: .item) ?? []
  }

  enum CodingKeys: String, CodingKey { case item }
}

extension ItemList: Sendable where Item: Sendable {}

extension Optional {
  /// The items of a set that the answer may leave out.
  package func orEmpty<Item>() -> [Item] where Wrapped == ItemList<Item> {
    self?.items ?? []
  }
}
