import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { RoomState } from '../../shared/session/room-state.ts'
import { openStore, type Store } from './index.ts'
import { PER_PAGE } from './search.ts'
import { at, closing, makeState, mark } from './testing/record.ts'

let dir: string
let store: Store
const DAY_MS = 86_400_000

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'vigil-search-'))
  store = openStore(dir, { version: 'test' })
  store.addRoom({ id: 'room-1', name: 'Room 1' })
  store.addRoom({ id: 'room-2', name: 'Room 2' })
})
afterEach(() => {
  store.close()
  rmSync(dir, { recursive: true, force: true })
})

interface Held {
  readonly initials?: string
  readonly day?: number
  readonly roomId?: string
  readonly simulated?: boolean
}

function hold(
  id: string,
  { initials = 'J.K.', day = 0, roomId = 'room-1', simulated = false }: Held = {},
): RoomState {
  const { session, ...room } = makeState(id)
  const state: RoomState = {
    ...room,
    session: {
      ...session,
      simulated,
      patient: { ...session.patient, initials, recordId: `R-${id}` },
      opened: { by: 'Ana', at: at(day * DAY_MS) },
    },
  }
  store.openSession(roomId, state)
  return state
}

function close(state: RoomState, signed = false): void {
  const { session } = state
  const signature = {
    id: 's-1',
    role: 'clinician',
    meaning: 'responsible',
    recordHash: '',
    by: 'Ben',
    at: at(2),
  } as const
  const closed = {
    ...state,
    session: {
      ...session,
      phase: 'closed' as const,
      closed: { by: 'Ana', at: session.opened.at },
      ...(signed ? { signatures: [signature] } : {}),
    },
  }
  store.commit({ sessionId: session.id, state: closed, readings: [], log: [{ at: at(1), entry: closing }] })
}

const find = (query: Parameters<Store['find']>[0]) => store.find(query).sessions.map(({ id }) => id)

describe('sessions', () => {
  it('come with the open ones first, then those still to be signed, then the newest', () => {
    close(hold('signed-old', { day: 1 }), true)
    close(hold('unsigned-old', { day: 2 }))
    close(hold('simulated', { day: 9, simulated: true }))
    close(hold('unsigned-new', { day: 5 }))
    hold('open', { day: 0 })
    expect(find({})).toEqual(['open', 'unsigned-new', 'unsigned-old', 'simulated', 'signed-old'])
    expect(find({ stage: 'open' })).toEqual(['open'])
    expect(find({ stage: 'unsigned' })).toEqual(['unsigned-new', 'unsigned-old'])
    expect(find({ stage: 'signed' })).toEqual(['signed-old'])
    expect(store.find({}).sessions.map(({ signed }) => signed)).toEqual([false, false, false, false, true])
  })

  it('are found by patient, record, people, day, room, preset and what was noted', () => {
    const one = hold('S-1', { initials: 'Å.B.', day: 0 })
    const note = { ...mark, note: 'Spoke of the garden' }
    store.commit({ sessionId: 'S-1', readings: [], log: [{ at: at(1), entry: note }] })
    close(one)
    close(hold('S-2', { initials: 'C.D.', day: 3, roomId: 'room-2' }))
    for (const text of ['å.b.', 'AB', 'a.b.', 'r-s-1', 'garden', 'gard spoke', '2031-05-04'])
      expect(find({ text }), text).toEqual(['S-1'])
    expect(find({ text: 'ana' })).toHaveLength(2)
    expect(find({ text: 'spravato' })).toHaveLength(2)
    expect(find({ text: 'garden CD' })).toEqual([])
    expect(find({ roomId: 'room-2' })).toEqual(['S-2'])
    expect(find({ presetId: 'SPRAVATO-84' })).toHaveLength(2)
    expect(find({ presetId: 'X' })).toEqual([])
    expect(find({ fromWallMs: at(DAY_MS).wallMs })).toEqual(['S-2'])
    expect(find({ toWallMs: at(DAY_MS).wallMs })).toEqual(['S-1'])
  })

  it('are found by an alarm that was raised', () => {
    const entry = {
      event: 'alarm',
      alarm: 'spo2-low',
      priority: 'high',
      transition: 'raised',
      value: 80,
      limit: 85,
    } as const
    hold('S-1')
    const state = hold('S-2')
    store.commit({ sessionId: 'S-2', state, readings: [], log: [{ at: at(1), entry }] })
    expect(find({ alarm: 'spo2-low' })).toEqual(['S-2'])
    expect(find({ alarm: 'high' })).toEqual(['S-2'])
    expect(find({ alarm: 'pulse-low' })).toEqual([])
  })

  it.each(['"', 'a" OR "b', 'NEAR(a b)', '*', '()', "'; DROP TABLE log; --", 'words:x', '^', '-'])(
    'are looked for by what was typed, never commanded: %s',
    text => {
      hold('S-1')
      expect(() => store.find({ text })).not.toThrow()
      expect(store.verify().ok).toBe(true)
    },
  )

  it('come a page at a time', () => {
    for (let n = 0; n < PER_PAGE + 3; n++) close(hold(`S-${n}`, { day: n }))
    const first = store.find({})
    expect([first.sessions.length, first.total]).toEqual([PER_PAGE, PER_PAGE + 3])
    const rest = store.find({ skip: PER_PAGE })
    expect(rest.sessions.map(({ id }) => id)).toEqual(['S-2', 'S-1', 'S-0'])
  })

  it('are not found twice after what was put right in them', () => {
    const state = hold('S-1')
    close(state)
    close(
      { ...state, session: { ...state.session, patient: { ...state.session.patient, initials: 'X.Y.' } } },
      true,
    )
    expect(find({ text: 'XY' })).toEqual(['S-1'])
    expect(find({ text: 'JK' })).toEqual([])
    expect(find({ stage: 'signed' })).toEqual(['S-1'])
  })
})
