import type { Driver, Host, Parser } from '../../../devices/driver.ts'
import type { Sample } from '../../../shared/reading.ts'

/**
 * A monitor small enough to read: `V` and a digit is a frame with SpO2 90 + digit, `D` a frame with a device state, `K` a
 * frame with nothing, `.` is half of nothing, and any other byte is a bad frame.
 */
export const letterDriver: Driver = {
  id: 'letters',
  words: { label: 'Letters', cable: '', setUp: '' },
  vitals: ['spo2'],
  line: { baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 1, flowControl: 'none' },
  usb: [{ vendorId: '0403', productId: '6001', generic: true }],
  quietAfterMs: 3000,
  trustAfterFrames: 1,
  stream: { everyMs: 1000, plethPerS: 0 },
  createParser: createLetterParser,
  createEncoder: () => ({
    encode: samples =>
      letters(samples.map(s => (s.kind === 'vital' ? `V${(s.value ?? 90) - 90}` : 'D')).join('')),
  }),
}

/** The same monitor, asked once a second with `?`; a person's command goes out as `!`. */
export const askedLetterDriver: Driver = {
  ...letterDriver,
  id: 'letters-asked',
  createHost: createLetterHost,
}

export function letters(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

function createLetterParser(): Parser {
  let goodFrames = 0
  let pendingV = false

  function take(letter: string): Sample[] {
    if (pendingV && /\d/.test(letter)) {
      pendingV = false
      goodFrames++
      return [{ kind: 'vital', vital: 'spo2', value: 90 + Number(letter), quality: 'good' }]
    }
    pendingV = letter === 'V'
    if (letter === 'V' || letter === '.') return []
    if (letter === 'D' || letter === 'K') {
      goodFrames++
      return letter === 'D' ? [{ kind: 'device', state: 'noSensor' }] : []
    }
    return [{ kind: 'badFrame', reason: 'framing', bytes: 1 }]
  }

  return {
    push: bytes => [...new TextDecoder('latin1').decode(bytes)].flatMap(take),
    get goodFrames() {
      return goodFrames
    },
  }
}

function createLetterHost(): Host {
  let nextAtMs = Number.NEGATIVE_INFINITY
  let queued = 0
  return {
    commands: ['startNibp'],
    command(command) {
      if (command !== 'startNibp') return { ok: false, reason: 'Letters cannot stop.' }
      queued++
      return { ok: true }
    },
    step(nowMs) {
      const send = Array.from({ length: queued }, () => letters('!'))
      queued = 0
      if (nowMs >= nextAtMs) {
        nextAtMs = nowMs + 1000
        send.push(letters('?'))
      }
      return { send, wakeAtMs: nextAtMs }
    },
  }
}
