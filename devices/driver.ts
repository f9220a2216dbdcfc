import type { Sample } from '../shared/reading.ts'
import type { VitalId } from '../shared/vitals.ts'

/** How the serial line must be set. TCP transports ignore it: the device server holds the line's settings. */
export interface LineSettings {
  readonly baudRate: number
  readonly dataBits: 7 | 8
  readonly parity: 'none' | 'odd' | 'even'
  readonly stopBits: 1 | 2
  readonly flowControl: 'none' | 'rtscts' | 'xonxoff'
}

/** USB ids of the cable or device, four lower-case hex digits each. `generic`: the chip serves many makers. */
export interface UsbMatch {
  readonly vendorId: string
  readonly productId: string
  readonly generic?: true
}

/** What people read of a driver: its words in `shared/words/<language>/drivers/`, by its id. */
export interface DriverWords {
  readonly label: string
  /** Cable and plug, in one sentence. */
  readonly cable: string
  /** What to set on the monitor, in one sentence; empty: nothing. */
  readonly setUp: string
  /** What to look at where it is silent, or speaks in the wrong mode: with the keys to press, in one sentence. */
  readonly help?: string
  /** What of the patient may stand in its bytes, and so in a capture; absent: nothing. */
  readonly personal?: string
}

/** What a driver is founded on, in English: `docs/protocols.md` is made of it. */
export interface About {
  /** Monitors that speak it, by maker and model. */
  readonly devices: readonly string[]
  /** How a frame is checked, as "sum of bytes, 8 bit"; null: the protocol has no checksum. */
  readonly checksum: string | null
  /** What it was tested with: real captures by device, published vectors, constructed ones. */
  readonly tested: readonly string[]
  /** What was open, and a real recording has settled, with its figures. */
  readonly settled?: readonly string[]
  /** What the documents leave open, and what a capture from a real device would settle. */
  readonly uncertain: readonly { readonly what: string; readonly settledBy: string }[]
  /** Facts are too few to rely on it. */
  readonly experimental?: true
}

/**
 * One family of monitors on a serial line.
 *
 * A driver is a plain value: adding one is a folder, a line in `devices/index.ts` and its words. Nothing in it does I/O or reads
 * a clock; times are passed in, in milliseconds on any monotonic scale.
 */
export interface Driver {
  /** Fixed for ever: it stands in records. */
  readonly id: string
  /** A branch of `phrase.drivers`, read anew whenever something is said. */
  readonly words: DriverWords
  readonly vitals: readonly VitalId[]
  readonly line: LineSettings
  /** Reached over the network only: `line` says nothing of it, and it is sought on no serial port. */
  readonly network?: true
  /** Other baud rates that some of its monitors are set to, likeliest first; all else of `line` stays. See `lines.ts`. */
  readonly otherBaudRates?: readonly number[]
  readonly usb: readonly UsbMatch[]
  /**
   * Silence on the line, in ms, after which the link is called quiet. `Infinity`: it speaks only when it has measured, so
   * that its silence means nothing, and the link is up as long as its port is.
   */
  readonly quietAfterMs: number
  /**
   * Its records end with nothing but silence: the parser is called without bytes, with the time, while none come.
   */
  readonly endsInSilence?: true
  /** Good frames in a row, after the line opens, before values are believed (protocols without a checksum). */
  readonly trustAfterFrames: number
  /** `unknown`: nothing says whether `deviceTime` is local time or UTC. Absent: local, as the monitor shows it. */
  readonly clockZone?: 'unknown'
  /** How the monitor paces its output, for the simulator. `plethPerS` 0: no waveform. */
  readonly stream: { readonly everyMs: number; readonly plethPerS: number }
  readonly about?: About
  createParser(): Parser
  createEncoder(): Encoder
  /** For monitors that must be asked: what to send, when. Absent: nothing is ever sent. */
  createHost?(): Host
  /** The monitor's side of the line for one that must be asked. Absent: it streams what its encoder gives. */
  createMonitorSide?(): MonitorSide
}

export interface Parser {
  /**
   * Takes the next bytes, cut anywhere, and gives the samples they complete, in order. Never throws. Without bytes: none have
   * come up to now.
   *
   * @param atMs when the bytes came, where known; some protocols need it to tell a new cuff result from an old one.
   */
  push(bytes: Uint8Array, atMs?: number): Sample[]
  /** Good frames so far. */
  readonly goodFrames: number
  /**
   * The monitor's own date and time in its newest good frame, ISO 8601 without zone (2026-11-23T07:32:00, or 2026-11-23T07:32
   * where it tells no seconds), right or wrong; absent where the protocol does not tell it.
   */
  readonly deviceTime?: string | null
}

/** Turns samples back into the bytes the monitor would send. Remembers device states between calls. */
export interface Encoder {
  /**
   * Bytes for these samples, in order. Samples that share a frame go into one; a sample of a kind that the pending
   * frame already has begins the next frame. A vital sign that a frame needs and nobody gave is sent as "no value".
   */
  encode(samples: readonly Sample[]): Uint8Array
}

export type MonitorCommand = 'startNibp' | 'stopNibp'

/** The asking side of a polled protocol: a pure state machine. */
export interface Host {
  /** Bytes from the monitor, for a host that must answer what no sample says. Called for each chunk, before `step`. */
  hear?(bytes: Uint8Array, nowMs: number): void
  /**
   * Call after the line opens, after every chunk, and at `wakeAtMs`.
   *
   * @param samples what the parser gave since the last call
   * @param heard whether any good frame came since the last call
   * @returns the bytes to send now (mostly none) and when to call again at the latest
   */
  step(
    nowMs: number,
    samples: readonly Sample[],
    heard: boolean,
  ): { readonly send: readonly Uint8Array[]; readonly wakeAtMs: number }
  /** Queues a command of a person; it goes out at the next `step`. Gives a reason when it must be refused now. */
  command(
    command: MonitorCommand,
    nowMs: number,
  ): { readonly ok: true } | { readonly ok: false; readonly reason: string }
  /**
   * Last words, sent when the link is ended on purpose: a stream that goes on, an association that stays or a cuff that is
   * tight would meet the next program. Absent: nothing need be said.
   */
  end?(): readonly Uint8Array[]
  /** What the monitor knows how to do when asked. */
  readonly commands: readonly MonitorCommand[]
}

/** The simulated monitor's side of a polled line. */
export interface MonitorSide {
  /** What it measures now, one period of `stream.everyMs`; gives the bytes it sends by itself, if any. */
  show(samples: readonly Sample[], nowMs: number): Uint8Array
  /** Bytes from the host; gives the reply and what the host wants done. */
  hear(
    bytes: Uint8Array,
    nowMs: number,
  ): { readonly reply: Uint8Array; readonly commands: readonly MonitorCommand[] }
}
