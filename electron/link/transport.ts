/**
 * One way to a monitor: a serial port, a TCP socket, or a simulated monitor. It is opened once and closed once; a line that
 * is tried again gets a new transport.
 */
export interface Transport {
  /** @throws {TransportError} when it cannot be opened, or was closed while opening */
  open(): Promise<void>
  /** Sends bytes, in order. Never throws: a line that cannot take them closes, or goes silent, and that is seen. */
  write(bytes: Uint8Array): void
  /** Resolves once all that was written has gone out, or cannot; never rejects. Absent: it goes out at once. */
  drain?(): Promise<void>
  /** Gives the port back. Resolves once it is free for others; never rejects; harmless when repeated. */
  close(): Promise<void>
  /** Bytes as they come, cut anywhere. */
  onData(listener: (bytes: Uint8Array) => void): () => void
  /** The other side ended it: once at most, with a sentence for people. Not told after `close()`. */
  onClose(listener: (reason: string) => void): () => void
  /** What is amiss though the line is open, as a sentence for people; null: no longer. Absent: it has nothing to say. */
  onRemark?(listener: (text: string | null) => void): () => void
}

export type TransportErrorCode = 'not-found' | 'in-use' | 'denied' | 'refused' | 'failed'

/** A port that cannot be opened. The message is one sentence for people: what is wrong, where, and what to do. */
export class TransportError extends Error {
  readonly code: TransportErrorCode

  constructor(code: TransportErrorCode, message: string) {
    super(message)
    this.name = 'TransportError'
    this.code = code
  }
}
