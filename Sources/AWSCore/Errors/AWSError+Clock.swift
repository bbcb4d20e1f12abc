extension AWSError {
  /// Whether a signature was refused for its date: this machine's clock is wrong, not its keys.
  ///
  /// EC2 says so with `RequestExpired`, which it also says of temporary keys past their end, but then without dates;
  /// other services with a code of a wrong signature. Source: AWS, "Troubleshoot signed requests for AWS APIs".
  package var isOfClock: Bool {
    guard origin == .envelope else { return false }
    return code == "RequestTimeTooSkewed" || message.contains("Timestamp date is")
      || message.contains("Signature expired") || message.contains("Signature not yet current")
  }

  /// What went wrong, and where it is the clock, that it is.
  package var toldWithClock: String {
    isOfClock ? "\(self); AWS's time is not this machine's: set its clock, see timedatectl" : "\(self)"
  }
}
