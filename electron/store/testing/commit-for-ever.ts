import { writeSync } from 'node:fs'
import { openStore } from '../index.ts'

/* For the crash test: commits a reading and an event again and again, saying after each that it is stored. */

const store = openStore(process.argv[2] ?? '', { version: 'test' })
for (let seq = 1; ; seq++) {
  const at = { monoMs: seq * 1000, wallMs: seq * 1000 }
  const source = { origin: 'device', id: 'ox', driver: 'nonin-df2' } as const
  store.commit({
    sessionId: 'S-1',
    readings: [
      {
        kind: 'vital',
        sessionId: 'S-1',
        seq,
        at,
        takenAt: at,
        source,
        validity: 'valid',
        flags: [],
        vital: 'spo2',
        value: 97,
        quality: 'good',
      },
    ],
    log: [{ at, entry: { event: 'session', kind: 'mark', mark: 'nausea', by: 'A' } }],
  })
  writeSync(1, `${seq}\n`)
}
