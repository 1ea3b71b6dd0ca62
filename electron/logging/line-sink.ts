/** Something that takes lines and may fail: a file, a child process, a socket. It is opened by its first line. */
export interface LineSink {
  /**
   * Sends the first lines of `lines` (at least one) and resolves with how many it sent. Rejects when it could send
   * none; the next call starts afresh. Called once at a time.
   */
  send(lines: readonly Buffer[]): Promise<number>;
  /** Lets go of file, process or socket. A `send` that waits is rejected. Never rejects itself. */
  close(): Promise<void>;
}
