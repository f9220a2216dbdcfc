import { beforeEach, describe, expect, it, vi } from 'vitest'
import { unknownClinic } from '../../shared/clinic.ts'
import type { Answer, CoreEvent, RequestName } from '../../shared/ipc.ts'
import type { VitalReading } from '../../shared/reading.ts'
import type { History, LogEntry, RoomView, Snapshot } from '../../shared/views.ts'
import type { ConnectedBridge, Connection } from './bridge.ts'
import { ask, buffersByRoom, connect, isLost, useLive } from './store.ts'
import { instant, NOW_MS, sampleRoom, sampleSession } from './testing/sample.ts'

/** A core played by the test. What is not in `answers` is refused. */
function playCore(answers: Partial<Record<RequestName, () => unknown>>) {
  let tellEvent: (event: CoreEvent) => void = () => {}
  let tellConnection: (connection: Connection) => void = () => {}
  const asked: RequestName[] = []
  const request = async (name: RequestName): Promise<Answer> => {
    asked.push(name)
    const answer = answers[name]
    return answer ? { ok: true, value: await answer() } : { ok: false, code: 'failed', message: 'Refused.' }
  }
  const bridge: ConnectedBridge = {
    request: request as ConnectedBridge['request'],
    onEvent(listener) {
      tellEvent = listener
      return () => {}
    },
    onConnection(listener) {
      tellConnection = listener
      return () => {}
    },
  }
  connect(bridge)
  return {
    asked,
    tell: (event: CoreEvent) => tellEvent(event),
    become: (to: Connection) => tellConnection(to),
    /** All that was told is shown: a busy machine may have gathered it (`paced.ts`), and an answer does not wait. */
    shown: async () => void (await ask('listPorts', {}).catch(() => null)),
  }
}

function snapshotOf(...rooms: RoomView[]): Snapshot {
  return {
    version: '1',
    entry: 'browser',
    rooms,
    devices: [],
    drivers: [],
    scenarios: [],
    people: [],
    you: { personId: 'person-1', name: 'Ada' },
    isSetUp: true,
    recentSessions: [],
    remsDue: [],
    sound: { checkedBy: null, failed: false, muted: false, clinicianListens: false, secondContact: null },
    presets: [],
    clinicSets: [],
    clinic: unknownClinic,
  }
}

function spo2(seq: number, value: number): VitalReading {
  const at = instant(seq * 1000)
  const source = { origin: 'device', id: 'oximeter', driver: 'nonin-df2' } as const
  const judged = { validity: 'valid', flags: [], quality: 'good' } as const
  return { kind: 'vital', sessionId: 'S1', seq, at, takenAt: at, source, ...judged, vital: 'spo2', value }
}

function logged(seq: number): LogEntry {
  return { sessionId: 'S1', seq, at: instant(seq), entry: { event: 'system', kind: 'started' } }
}

const history: History = {
  sessionId: 'S1',
  vitals: [{ vital: 'spo2', monoMs: [1000, 2000], values: [97, null], validity: 'vi' }],
  nibp: [],
  log: [logged(1), logged(2)],
}

beforeEach(() => {
  useLive.setState({ connection: 'connecting', snapshot: null, rooms: {}, log: {}, readingsVersion: 0 })
  buffersByRoom.clear()
})

describe('A window that connects', () => {
  it('is whole again from a snapshot and the history', async () => {
    const core = playCore({ snapshot: () => snapshotOf(sampleRoom()), history: () => history })
    core.become('connected')
    await vi.waitFor(() =>
      expect(buffersByRoom.get('room-1')?.vitals.get('spo2')?.values).toEqual([97, null]),
    )
    await core.shown()
    expect(useLive.getState().rooms['room-1']?.view.name).toBe('Room 1')
    expect(useLive.getState().log['room-1']?.map(({ seq }) => seq)).toEqual([1, 2])
  })

  it('loses nothing that comes while the history is on its way, and doubles nothing', async () => {
    let give: (history: History) => void = () => {}
    const core = playCore({
      snapshot: () => snapshotOf(sampleRoom()),
      history: () => new Promise<History>(resolve => (give = resolve)),
    })
    core.become('connected')
    await vi.waitFor(() => expect(core.asked).toContain('history'))
    core.tell({ kind: 'readings', roomId: 'room-1', readings: [spo2(3, 95)] })
    core.tell({ kind: 'log', roomId: 'room-1', entry: logged(2) })
    core.tell({ kind: 'log', roomId: 'room-1', entry: logged(3) })
    give(history)
    await vi.waitFor(() =>
      expect(buffersByRoom.get('room-1')?.vitals.get('spo2')?.values).toEqual([97, null, 95]),
    )
    await core.shown()
    expect(useLive.getState().log['room-1']?.map(({ seq }) => seq)).toEqual([1, 2, 3])
  })

  it('asks again when the snapshot is refused, rather than show old figures as new', async () => {
    vi.useFakeTimers()
    let refused = true
    const core = playCore({
      snapshot: () => {
        if (refused) throw new Error('not ready')
        return snapshotOf(sampleRoom({ session: null }))
      },
    })
    core.become('connected')
    await vi.advanceTimersByTimeAsync(10)
    expect(useLive.getState().snapshot).toBeNull()
    refused = false
    await vi.advanceTimersByTimeAsync(1000)
    expect(useLive.getState().snapshot).not.toBeNull()
    vi.useRealTimers()
  })
})

describe('While the core is not heard', () => {
  it('nothing is sent, and the person is told', async () => {
    const core = playCore({ startDosing: () => null })
    core.become('connected')
    core.become('lost')
    await expect(ask('startDosing', { roomId: 'room-1' })).rejects.toThrow(/nothing was done/)
    expect(core.asked).not.toContain('startDosing')
  })

  it('it is lost after 3 s of silence, and back with the first word', () => {
    const core = playCore({})
    core.become('connected')
    core.tell({ kind: 'heartbeat', at: instant(0) })
    const nowMs = performance.now()
    expect(isLost(nowMs + 2900)).toBe(false)
    expect(isLost(nowMs + 3100)).toBe(true)
  })
})

describe('Events', () => {
  it('a new session in a room leaves nothing of the one before', async () => {
    const core = playCore({})
    core.tell({ kind: 'room', room: sampleRoom() })
    core.tell({ kind: 'log', roomId: 'room-1', entry: logged(7) })
    core.tell({ kind: 'room', room: sampleRoom({ session: sampleSession({ id: 'S2' }) }) })
    await core.shown()
    expect(useLive.getState().log['room-1']).toEqual([])
    expect(buffersByRoom.has('room-1')).toBe(false)
  })

  it('a room that was removed is gone', async () => {
    const core = playCore({})
    core.tell({ kind: 'room', room: sampleRoom() })
    core.tell({ kind: 'roomRemoved', roomId: 'room-1' })
    await core.shown()
    expect(useLive.getState().rooms).toEqual({})
  })

  it('the newest view of a room stands alone', async () => {
    const core = playCore({})
    core.tell({ kind: 'room', room: sampleRoom() })
    core.tell({ kind: 'room', room: sampleRoom({ clock: { ...instant(NOW_MS + 1000), speed: 1 } }) })
    await core.shown()
    expect(useLive.getState().rooms['room-1']?.view.clock.monoMs).toBe(NOW_MS + 1000)
  })
})
