import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { AlarmEvent } from '../../shared/alarm/types.ts'
import { unknownClinic } from '../../shared/clinic.ts'
import type { RoomPart } from '../../shared/ipc/room-part.ts'
import type { Answer, CoreEvent, RequestName } from '../../shared/ipc.ts'
import type { VitalReading } from '../../shared/reading.ts'
import type { DeviceView, History, LogEntry, RoomView, Snapshot } from '../../shared/views.ts'
import { text } from '../text/text.ts'
import type { ConnectedBridge, Connection } from './bridge.ts'
import { ask, buffersByRoom, connect, isLost, reload, useLive } from './store.ts'
import { instant, NOW_MS, sampleAlarm, sampleCurrent, sampleRoom, sampleSession } from './testing/sample.ts'

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

/** The next telling of the room of the samples. */
function part(version: number, changed: RoomPart['changed'] = {}): RoomPart {
  const clock = { ...instant(NOW_MS + version * 1000), speed: 1 }
  return { id: 'room-1', version, clock, changed }
}

const raised: AlarmEvent = {
  event: 'alarm',
  alarm: 'spo2-low',
  priority: 'high',
  transition: 'raised',
  occurrence: 1,
  value: 84,
  limit: 85,
}

beforeEach(() => {
  useLive.setState({ connection: 'connecting', snapshot: null, rooms: {}, log: {}, cuffVersion: 0 })
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

  it('asks for a refused history ever less often, however often its room is told', async () => {
    vi.useFakeTimers()
    let refused = true
    const core = playCore({
      snapshot: () => snapshotOf(sampleRoom()),
      history: () => {
        if (refused) throw new Error('The record cannot be read.')
        return history
      },
    })
    core.become('connected')
    const asked = () => core.asked.filter(name => name === 'history').length
    await vi.advanceTimersByTimeAsync(0)
    const atS: number[] = []
    for (let told = 0; told < 10 * 60; told++) {
      core.tell({ kind: 'room', room: sampleRoom({ version: 2 + told }) })
      await vi.advanceTimersByTimeAsync(100)
      while (atS.length < asked()) atS.push(told / 10)
    }
    expect(atS).toEqual([0, 1, 3, 7, 15, 25, 35, 45, 55])
    refused = false
    await vi.advanceTimersByTimeAsync(10_000)
    core.tell({ kind: 'room', room: sampleRoom({ version: 700 }) })
    await vi.advanceTimersByTimeAsync(10)
    expect([asked(), buffersByRoom.get('room-1')?.sessionId]).toEqual([10, 'S1'])
    vi.useRealTimers()
  })

  it('asks for the history at once where somebody else has come', async () => {
    let refused = true
    const core = playCore({
      snapshot: () => snapshotOf(sampleRoom()),
      history: () => {
        if (refused) throw new Error('Sign in.')
        return history
      },
    })
    core.become('connected')
    await vi.waitFor(() => expect(core.asked).toContain('history'))
    refused = false
    await reload()
    await vi.waitFor(() => expect(buffersByRoom.get('room-1')?.sessionId).toBe('S1'))
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

  it('a part goes onto the version before it, and what was not in it stays', async () => {
    const core = playCore({})
    core.tell({ kind: 'room', room: sampleRoom() })
    core.tell({ kind: 'roomPart', part: part(2, { current: [sampleCurrent(0, { value: 91 })] }) })
    await core.shown()
    const view = useLive.getState().rooms['room-1']?.view
    expect(view).toEqual({
      ...sampleRoom({ version: 2, current: [sampleCurrent(0, { value: 91 })] }),
      clock: part(2).clock,
    })
  })

  it('asks again where no answer to the snapshot comes at all', async () => {
    vi.useFakeTimers()
    const given: ((snapshot: Snapshot) => void)[] = []
    const core = playCore({ snapshot: () => new Promise<Snapshot>(resolve => given.push(resolve)) })
    core.become('connected')
    await vi.advanceTimersByTimeAsync(11_000)
    expect(given).toHaveLength(2)
    given[1]?.(snapshotOf(sampleRoom({ session: null })))
    await vi.advanceTimersByTimeAsync(0)
    expect(useLive.getState().snapshot).not.toBeNull()
    vi.useRealTimers()
  })

  it('a part that was missed is made up by a snapshot, and nothing told meanwhile is lost or goes back', async () => {
    let give: (snapshot: Snapshot) => void = () => {}
    const core = playCore({
      snapshot: () => new Promise<Snapshot>(resolve => (give = resolve)),
      history: () => history,
    })
    core.tell({ kind: 'room', room: sampleRoom() })
    core.tell({ kind: 'roomPart', part: part(3, { recording: false }) })
    await vi.waitFor(() => expect(core.asked).toEqual(expect.arrayContaining(['snapshot'])))
    // One that the snapshot holds already, and one that it does not.
    core.tell({ kind: 'roomPart', part: part(4, { name: 'Old' }) })
    core.tell({ kind: 'roomPart', part: part(6, { name: 'Newest' }) })
    give(snapshotOf(sampleRoom({ version: 5, name: 'Of the snapshot', recording: false })))
    await vi.waitFor(() => expect(useLive.getState().rooms['room-1']?.view.version).toBe(6))
    expect(useLive.getState().rooms['room-1']?.view).toMatchObject({ name: 'Newest', recording: false })
    expect(core.asked.filter(name => name === 'snapshot')).toHaveLength(1)
  })

  it('a core that has begun anew and counts from one is not taken for an old one', async () => {
    const core = playCore({
      snapshot: () => snapshotOf(sampleRoom({ version: 3, name: 'Anew', session: null })),
    })
    core.tell({ kind: 'room', room: sampleRoom({ version: 400, session: null }) })
    core.tell({ kind: 'roomPart', part: part(2, { recording: false }) })
    await vi.waitFor(() => expect(useLive.getState().rooms['room-1']?.view.name).toBe('Anew'))
  })

  it('an alarm is shown at once, even where everything else is gathered', () => {
    const core = playCore({})
    core.tell({ kind: 'room', room: sampleRoom() })
    // A screen that has just taken long to draw gathers what follows.
    const stop = useLive.subscribe(() => {
      const untilMs = performance.now() + 40
      while (performance.now() < untilMs);
    })
    core.tell({ kind: 'roomPart', part: part(2, { recording: false }) })
    stop()
    const alarm = sampleAlarm()
    return Promise.resolve().then(() => {
      core.tell({ kind: 'roomPart', part: part(3, { name: 'Gathered' }) })
      expect(useLive.getState().rooms['room-1']?.view.name).toBe('Room 1')
      core.tell({ kind: 'alarm', roomId: 'room-1', at: instant(0), event: raised })
      core.tell({ kind: 'roomPart', part: part(4, { alarms: [alarm] }) })
      expect(useLive.getState().rooms['room-1']?.view).toMatchObject({ name: 'Gathered', alarms: [alarm] })
    })
  })

  it('a device that has changed takes the place of what was known of it', async () => {
    const [one, two] = [
      { id: 'one', label: 'One' },
      { id: 'two', label: 'Two' },
    ] as unknown as DeviceView[]
    const core = playCore({
      snapshot: () => ({ ...snapshotOf(), devices: [one, two] }),
    })
    core.become('connected')
    await vi.waitFor(() => expect(useLive.getState().snapshot).not.toBeNull())
    core.tell({ kind: 'device', device: { ...(one as DeviceView), label: 'Changed' } })
    await core.shown()
    expect(useLive.getState().snapshot?.devices.map(({ label }) => label)).toEqual(['Changed', 'Two'])
  })

  it('of the installation only what was told is changed', async () => {
    const core = playCore({ snapshot: () => snapshotOf() })
    core.become('connected')
    await vi.waitFor(() => expect(useLive.getState().snapshot).not.toBeNull())
    core.tell({ kind: 'installation', isSetUp: true })
    await core.shown()
    expect(useLive.getState().snapshot).toMatchObject({ isSetUp: true, clinic: unknownClinic })
  })
})

it('an answer of whoever knows no language is worded here, in that of the window', async () => {
  connect({
    request: async () => ({ ok: false, code: 'stopped', message: '' }),
    onEvent: () => () => {},
    onConnection: () => () => {},
  })
  const refused = ask('listPorts', {})
  await expect(refused).rejects.toMatchObject({ code: 'stopped', message: text.common.stoppedRefusal })
  expect(text.common.stoppedRefusal).toMatch(/look whether it was done\.$/)
})
