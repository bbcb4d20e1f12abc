extension String? {
  /// Nil for an empty element: EC2 writes `<keyName/>` where there is no key.
  var nonEmpty: String? { flatMap { $0.isEmpty ? nil : $0 } }
}
