import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { RoomInput } from '../../shared/session/room.ts'
import { parseScript, type Script } from '../../shared/session/script.ts'
import type { Change } from '../core/contracts/record.ts'
import { createRecorder } from '../core/recorder.ts'
import { openStore, openStoreReadOnly, type Store } from './index.ts'
import { storeBatch } from './store-batch.ts'
import { at, makeState, SESSION } from './testing/record.ts'

/*
 * A session is cut off after each of its batches: what is read then is the state that was handed over, to the byte. Batches are
 * transactions, so that there is no other place where a crash could cut.
 */

let dir: string
let store: Store
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'vigil-states-'))
  store = openStore(dir, { version: 'test' })
  store.addRoom({ id: 'room-1', name: 'Room 1' })
})
afterEach(() => {
  store.close()
  rmSync(dir, { recursive: true, force: true })
})

const scripts = globSync(join(import.meta.dirname, '../../fixtures/scenarios/*.ndjson'))
  .filter(path => !path.endsWith('.events.ndjson'))
  .sort()
  .filter((_, index) => index % 6 === 0)

function isPlain(input: Script['steps'][number]['input']): input is RoomInput {
  return input !== 'end' && input.kind !== 'gap' && input.kind !== 'clock'
}

interface Told {
  readonly cuts: number
  readonly whole: number
  readonly bytes: number
  readonly wholeBytes: number
}

/** Plays a script into the store, and reads after each batch what a start would find. */
function play(path: string): Told {
  const start = makeState()
  store.openSession('room-1', start)
  let told = { cuts: 0, whole: 0, bytes: 0, wholeBytes: 0 }
  let number = 0
  function read(): string {
    const open = store.openSessions()[0]?.state ?? store.session(SESSION)
    return JSON.stringify(open)
  }
  const recorder = createRecorder({
    roomId: 'room-1',
    state: start,
    write(changes: readonly Change[], done) {
      number += 1
      const [group] = storeBatch(store, { run: 'test', number, groups: [changes] })
      if (!group || 'refused' in group) throw new Error(group?.refused)
      const [commit] = changes
      if (commit?.change !== 'commit') throw new Error('no commit')
      const hasState = commit.state !== undefined || commit.stateChange !== undefined
      if (hasState) {
        const { lastSeq } = recorder.state()
        // Readings may be ahead of the state; both say so.
        const expected = JSON.stringify({ ...recorder.state(), lastSeq })
        expect(read()).toBe(expected)
        told = {
          cuts: told.cuts + 1,
          whole: told.whole + (commit.state ? 1 : 0),
          bytes: told.bytes + (commit.state ? expected.length : (commit.stateChange?.length ?? 0)),
          wholeBytes: told.wholeBytes + expected.length,
        }
      }
      done({ ok: true, entries: group.entries })
    },
    publish: () => {},
    onEvents: () => {},
  })
  const { steps } = parseScript(readFileSync(path, 'utf8'))
  const firstT = steps[0]?.t ?? 0
  let nextTick = Math.ceil(firstT)
  const instant = (t: number) => at(Math.round((t - firstT) * 1000))
  for (const { t, input } of steps.slice(0, 3000)) {
    for (; nextTick < t; nextTick++) {
      recorder.apply({ kind: 'tick' }, instant(nextTick))
      recorder.flush(instant(nextTick))
    }
    if (isPlain(input)) recorder.apply(input, instant(t))
  }
  return told
}

describe('the state of an open session', () => {
  it.each(scripts.map(path => [basename(path), path] as const))(
    'is read to the byte wherever it is cut off: %s',
    (_name, path) => {
      const { cuts, whole } = play(path)
      expect(cuts).toBeGreaterThan(3)
      expect(whole).toBeLessThanOrEqual(cuts)
      expect(store.verify()).toMatchObject({ ok: true })
    },
  )

  it('costs a small part of what whole states would', () => {
    const [path = ''] = scripts.filter(script => script.includes('acquisition'))
    const { cuts, bytes, wholeBytes } = play(path)
    expect(cuts).toBeGreaterThan(100)
    expect(bytes).toBeLessThan(wholeBytes / 10)
  })

  it('is told apart from changes of before by a whole state, and is read so by another connection', () => {
    const state = makeState()
    store.openSession('room-1', state)
    const change = (speed: number) => JSON.stringify({ in: { lastSeq: { to: speed } } })
    const none = { sessionId: SESSION, readings: [], log: [] } as const
    store.commit({ ...none, stateChange: change(3) })
    store.commit({ ...none, stateChange: change(4) })
    store.commit({ ...none, state: { ...state, lastSeq: 5 } })
    store.commit({ ...none, stateChange: change(6) })
    const other = openStoreReadOnly(dir)
    expect(other.session(SESSION)).toEqual({ ...state, lastSeq: 6 })
    other.close()
  })

  it('is not changed by what was rolled back', () => {
    const state = makeState()
    store.openSession('room-1', state)
    const none = { sessionId: SESSION, readings: [], log: [] } as const
    const stateChange = JSON.stringify({ in: { lastSeq: { to: 3 } } })
    expect(() =>
      store.atomically(() => {
        store.commit({ ...none, stateChange })
        throw new Error('cut')
      }),
    ).toThrow(/cut/)
    store.commit({ ...none, stateChange })
    expect(store.session(SESSION)).toEqual({ ...state, lastSeq: 3 })
  })
})
