import { create } from 'zustand'
import { useShallow } from 'zustand/react/shallow'
import { withPart } from '../../shared/ipc/room-part.ts'
import type { Answer, CoreEvent, Payload, Proofs, RequestName, Result } from '../../shared/ipc.ts'
import type { Reading } from '../../shared/reading.ts'
import { SECOND_MS } from '../../shared/time.ts'
import type { LogEntry, RoomView, Snapshot } from '../../shared/views.ts'
import type { RefusalCode } from '../../shared/words/refusal.ts'
import { text } from '../text/text.ts'
import type { ConnectedBridge, Connection } from './bridge.ts'
import { appendReadings, fillBuffers, type SessionBuffers } from './buffers.ts'
import { createPaced } from './paced.ts'
import { historyAgainMs, nothingAfter, SNAPSHOT_AGAIN_MS, SNAPSHOT_WITHIN_MS } from './patience.ts'
import { whenTold } from './told.ts'
import { createWave, type Wave } from './wave.ts'

/** A room as this window has it: the core's view, and when it was told by this window's own clock. */
export interface LiveRoom {
  readonly view: RoomView
  /** When the core told it, on this window's clock. */
  readonly receivedMs: number
}

export interface LiveState {
  readonly connection: Connection
  readonly snapshot: Snapshot | null
  readonly rooms: Readonly<Record<string, LiveRoom>>
  readonly log: Readonly<Record<string, readonly LogEntry[]>>
  /** Grows when cuff readings of any room have come. */
  readonly cuffVersion: number
}

export const useLive = create<LiveState>(() => ({
  connection: 'connecting',
  snapshot: null,
  rooms: {},
  log: {},
  cuffVersion: 0,
}))

const paced = createPaced(useLive)

/** Many rooms at a glance: figures are shown so seldom, ms; what calls for somebody is shown at once there too. */
const OVERVIEW_MS = 500

/** For the page that shows all rooms. Gives its end. */
export function showAsOverview(): () => void {
  paced.showEvery(OVERVIEW_MS)
  return () => {
    paced.showEvery(0)
    paced.showNow()
  }
}

/** The devices of a room: a change of another's draws nothing. */
export function useDevices(roomId: string): Snapshot['devices'] {
  return useLive(
    useShallow(({ snapshot }) => snapshot?.devices.filter(device => device.roomId === roomId) ?? []),
  )
}

/** Chart data and waveforms, outside React. By room id. */
export const buffersByRoom = new Map<string, SessionBuffers>()
export const wavesByRoom = new Map<string, Wave>()
const pendingByRoom = new Map<string, Reading[]>()
/** Sessions whose history was refused: how often in a row, and when last, on this window's clock. */
const refusedHistories = new Map<string, { readonly times: number; readonly atMs: number }>()
/** Rooms that have just told of an alarm: what is told next of them is shown at once, however slow the computer is. */
const callingRooms = new Set<string>()
/** What was told since the snapshot was asked for that is on its way: it may be older than that; null: none is. */
let sinceAsked: CoreEvent[] | null = null

/** The core speaks once a second. A window that has heard nothing for so long says MONITORING LOST. */
const LOST_AFTER_MS = 3 * SECOND_MS

let bridge: ConnectedBridge | null = null
let lastHeardMs = performance.now()
const eventListeners = new Set<(event: CoreEvent) => void>()
const noticeListeners = new Set<(sentence: string) => void>()

/** The core's answer to what could not be done; the message is its sentence for the person. */
export class AskError extends Error {
  readonly code: Exclude<Answer, { ok: true }>['code']
  /** Which refusal of the catalogue it is: what a form goes by, whatever is spoken. */
  readonly why: RefusalCode | undefined
  constructor(code: AskError['code'], message: string, why?: RefusalCode) {
    super(message)
    this.name = 'AskError'
    this.code = code
    this.why = why
  }
}

/**
 * Asks the core. Gives the value, or throws an Error whose message is one sentence for the person. While the core is not
 * heard nothing is sent: what is pressed now must not be done minutes later, when it has come back.
 */
export async function ask<N extends RequestName>(
  name: N,
  payload: Payload<N>,
  proofs: Proofs = {},
): Promise<Result<N>> {
  if (isLost()) throw new Error(text.common.lostRefusal)
  try {
    return await send(name, payload, proofs)
  } catch (error) {
    if (!(error instanceof AskError) || error.code !== 'pin' || !prover) throw error
    const given = await prover(name, payload, error.message)
    if (given === null) throw error
    return send(name, payload, { ...proofs, ...given })
  }
}

/** Gets a PIN from a person for a request that wants one; null: nobody gave one. */
type Prover = (name: RequestName, payload: object, why: string) => Promise<Proofs | null>
let prover: Prover | null = null

export function setProver(ask: Prover): void {
  prover = ask
}

async function send<N extends RequestName>(
  name: N,
  payload: Payload<N>,
  proofs: Proofs = {},
): Promise<Result<N>> {
  if (!bridge) throw new Error(text.common.lostRefusal)
  const answer = await bridge.request(name, { ...payload, ...proofs } as Payload<N> & Proofs)
  // What came of it was told before the answer: the caller goes on from that.
  paced.showNow()
  if (!answer.ok) {
    // The core knows of nobody here any more: it was started anew, or the person was deactivated.
    if (answer.code === 'locked') setYou(null)
    const { code, message, why } = answer
    throw new AskError(code, code === 'stopped' ? text.common.stoppedRefusal : message, why)
  }
  if (answer.recorded === false) tellNotice(answer.message ?? '')
  return answer.value
}

function tellNotice(sentence: string): void {
  for (const listener of noticeListeners) listener(sentence)
}

/** What the core has to say to a person, in one sentence: what was done and is not in the record (yet). */
export function onNotice(listener: (sentence: string) => void): () => void {
  noticeListeners.add(listener)
  return () => noticeListeners.delete(listener)
}

/** Whether the core is silent or the way to it is cut: whatever is on screen may be old. */
export function isLost(nowMs = performance.now()): boolean {
  const { connection } = paced.latest()
  return connection === 'lost' || connection === 'shutOut' || nowMs - lastHeardMs > LOST_AFTER_MS
}

/** Every event as it comes, for sound. */
export function onCoreEvent(listener: (event: CoreEvent) => void): () => void {
  eventListeners.add(listener)
  return () => eventListeners.delete(listener)
}

/** Joins this window to the core. Every (re)connection begins with a snapshot: the window holds no truth of its own. */
export function connect(to: ConnectedBridge): void {
  bridge = to
  to.onEvent(event => {
    lastHeardMs = performance.now()
    sinceAsked?.push(event)
    take(event)
    for (const listener of eventListeners) listener(event)
  })
  to.onConnection(connection => {
    paced.change(() => ({ connection }))
    if (connection === 'connected') void refresh()
  })
}

/** Who is at this window, as the core has just said. */
export function setYou(you: Snapshot['you']): void {
  paced.change(({ snapshot }) => ({ snapshot: snapshot && { ...snapshot, you } }))
  paced.showNow()
}

/** Everything anew: a window where somebody has come is shown more than a locked one. */
export const reload = (): Promise<void> => refresh()

async function refresh(patienceMs = SNAPSHOT_WITHIN_MS): Promise<void> {
  const since: CoreEvent[] = []
  sinceAsked = since
  const snapshot = await Promise.race([send('snapshot', {}), nothingAfter(patienceMs)]).catch(() => null)
  // Another one has been asked for meanwhile.
  if (sinceAsked !== since) return
  sinceAsked = null
  if (!snapshot) {
    // Old figures must not stand there as if they were new. A cut connection asks by itself when it is back.
    if (paced.latest().connection === 'connected')
      globalThis.setTimeout(() => void refresh(2 * patienceMs), SNAPSHOT_AGAIN_MS)
    return
  }
  lastHeardMs = performance.now()
  buffersByRoom.clear()
  // Somebody else is here, or another core answers.
  refusedHistories.clear()
  paced.change(() => ({
    snapshot,
    rooms: Object.fromEntries(snapshot.rooms.map(view => [view.id, { view, receivedMs: whenTold(view) }])),
    log: {},
  }))
  for (const event of since) if (!isKnown(event)) take(event)
  for (const { view } of Object.values(paced.latest().rooms)) void loadHistory(view)
}

/** Fetches what a room's session has measured, once a session; whatever the room tells, less and less often while it is refused. */
async function loadHistory(view: RoomView): Promise<void> {
  const sessionId = view.session?.id
  if (!sessionId || pendingByRoom.has(view.id) || buffersByRoom.get(view.id)?.sessionId === sessionId) return
  const { times, atMs } = refusedHistories.get(sessionId) ?? { times: 0, atMs: 0 }
  if (performance.now() - atMs < historyAgainMs(times)) return
  pendingByRoom.set(view.id, [])
  const history = await send('history', { sessionId }).catch(() => null)
  const since = pendingByRoom.get(view.id) ?? []
  pendingByRoom.delete(view.id)
  if (!history) {
    refusedHistories.set(sessionId, { times: times + 1, atMs: performance.now() })
    return
  }
  refusedHistories.delete(sessionId)
  buffersByRoom.set(view.id, fillBuffers(history, since))
  paced.change(state => ({
    cuffVersion: state.cuffVersion + 1,
    log: { ...state.log, [view.id]: mergeLog(history.log, state.log[view.id] ?? []) },
  }))
}

/** Is this in the snapshot already, or comes again by itself? */
function isKnown(event: CoreEvent): boolean {
  const { rooms } = paced.latest()
  switch (event.kind) {
    case 'room':
      return event.room.version <= (rooms[event.room.id]?.view.version ?? 0)
    case 'roomPart':
      return event.part.version <= (rooms[event.part.id]?.view.version ?? 0)
    case 'roomRemoved':
    case 'device':
    case 'devices':
    case 'installation':
      return false
    default:
      return true
  }
}

function mergeLog(older: readonly LogEntry[], newer: readonly LogEntry[]): readonly LogEntry[] {
  const last = older.at(-1)?.seq ?? 0
  return [...older, ...newer.filter(entry => entry.seq > last)]
}

function showRoom(view: RoomView): void {
  const { id, session } = view
  const before = paced.latest().rooms[id]?.view.session?.id
  const isOther = before !== session?.id
  paced.change(state => ({
    rooms: { ...state.rooms, [id]: { view, receivedMs: whenTold(view) } },
    ...(isOther ? { log: { ...state.log, [id]: [] } } : {}),
  }))
  if (isOther) buffersByRoom.delete(id)
  if (callingRooms.delete(id)) paced.showNow()
  if (session) void loadHistory(view)
}

function take(event: CoreEvent): void {
  switch (event.kind) {
    case 'room':
      showRoom(event.room)
      return
    case 'roomPart': {
      const { part } = event
      const before = paced.latest().rooms[part.id]?.view
      if (before && part.version === before.version + 1) showRoom(withPart(before, part))
      // Something of this room was missed, or the core has begun anew: only a snapshot has it.
      else if (sinceAsked === null) void refresh()
      // What was measured is for who treats now, like an alarm.
      if (part.changed.nibp) paced.showNow()
      return
    }
    case 'alarm':
      callingRooms.add(event.roomId)
      return
    // For the desktop; the room tells the stage to its window.
    case 'escalation':
      return
    case 'roomRemoved':
      paced.change(state => {
        const { [event.roomId]: _gone, ...rooms } = state.rooms
        return { rooms }
      })
      return
    case 'readings': {
      const pending = pendingByRoom.get(event.roomId)
      const buffers = buffersByRoom.get(event.roomId)
      if (pending) pending.push(...event.readings)
      else if (buffers) {
        appendReadings(buffers, event.readings)
        // What streams is drawn from the buffers once a second (`chart`), and asks for no drawing by itself.
        if (event.readings.some(({ kind }) => kind === 'nibp'))
          paced.change(state => ({ cuffVersion: state.cuffVersion + 1 }))
      }
      return
    }
    case 'wave': {
      const wave = wavesByRoom.get(event.roomId) ?? createWave()
      wavesByRoom.set(event.roomId, wave)
      wave.push(event.values, event.ratePerS, performance.now())
      return
    }
    case 'log': {
      const { roomId, entry } = event
      if (roomId !== null)
        paced.change(state => ({
          log: { ...state.log, [roomId]: [...(state.log[roomId] ?? []), entry] },
        }))
      return
    }
    case 'notice':
      tellNotice(event.sentence)
      return
    case 'device': {
      const { device } = event
      paced.change(({ snapshot }) => ({
        snapshot: snapshot && {
          ...snapshot,
          devices: snapshot.devices.map(known => (known.id === device.id ? device : known)),
        },
      }))
      return
    }
    case 'devices':
      paced.change(({ snapshot }) => ({ snapshot: snapshot && { ...snapshot, devices: event.devices } }))
      return
    case 'installation': {
      const { kind: _kind, ...installation } = event
      paced.change(({ snapshot }) => ({ snapshot: snapshot && { ...snapshot, ...installation } }))
      return
    }
    default:
      // Sound orders and heartbeats change nothing here.
      return
  }
}
