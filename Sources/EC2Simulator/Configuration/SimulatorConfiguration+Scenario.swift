import Foundation

extension SimulatorConfiguration {
  /// Reads a scenario file: this configuration as JSON.
  ///
  /// - Throws: `SimulatorError.badScenario`, which names the file and the key that is wrong in it.
  package init(scenario path: String) throws(SimulatorError) {
    do {
      self = try SimulatorJSON.decode(Self.self, from: Data(contentsOf: URL(filePath: path)))
    } catch let error as DecodingError {
      throw .badScenario(path: path, reason: error.simulatorReason)
    } catch {
      throw .badScenario(path: path, reason: "the file cannot be read")
    }
  }
}
