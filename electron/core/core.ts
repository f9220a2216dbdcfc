import { hidePatient, hidePatientOf } from '../../shared/ipc/hide-patient.ts'
import type { Answer, CoreEvent, Payload, RequestName, Result } from '../../shared/ipc.ts'
import { lost } from '../../shared/record/monitor.ts'
import type { SystemEvent } from '../../shared/record/system.ts'
import { SECOND_MS } from '../../shared/time.ts'
import type { Snapshot } from '../../shared/views.ts'
import { phrase } from '../../shared/words/host.ts'
import { createAlarmSound } from './alarm-sound.ts'
import { createBeats } from './beats.ts'
import { describeSetProblem } from './clinic-sets.ts'
import { type ClockSource, createClock } from './clock.ts'
import { createClockWatch } from './clock-watch.ts'
import type { Captures } from './contracts/captures.ts'
import type { Imports } from './contracts/imports.ts'
import type { Lines } from './contracts/lines.ts'
import type { RecordKeeper } from './contracts/record.ts'
import type { Reports } from './contracts/reports.ts'
import type { Secrets } from './contracts/secrets.ts'
import type { SoundOutput } from './contracts/sound-output.ts'
import { createGuard, type Say } from './guard.ts'
import { createHeartbeat } from './heartbeat.ts'
import { createInTurn } from './in-turn.ts'
import { createInstallationTelling } from './installation-telling.ts'
import { createInstallationView, hideLists } from './installation-view.ts'
import { identify, personOf } from './people/authorize.ts'
import type { People } from './people/people.ts'
import { createWindowPeople, type WindowPeopleOptions } from './people/windows.ts'
import { describeProblem } from './presets.ts'
import { createPublisher } from './publisher.ts'
import { readAnswer, writeAnswer } from './ready.ts'
import { createRegister } from './register.ts'
import { answer } from './requests.ts'
import { createRooms } from './rooms.ts'
import type { CoreServices, DoneAct, Entry, Sender, TellPending } from './services.ts'
import { createSoundingWindows } from './sounding-windows.ts'
import { systemTimers } from './timers.ts'
import { takeTurns } from './turns.ts'
import { createUploads } from './uploads.ts'
import { storeWith } from './write.ts'

/** What the core works with, and others implement: it opens no file, no socket and no window itself. */
export interface CoreParts extends Partial<Pick<CoreServices, 'beginAgain'>> {
  readonly record: RecordKeeper
  readonly lines: Lines
  readonly captures: Captures
  readonly reports: Reports
  readonly imports: Imports
  readonly secrets: Secrets
  /** Under whose name commands of this computer act: `os:` and the login. */
  readonly login: string
  /** The core's own alarm sound, for when no window plays one. */
  readonly beep: () => void
  /** Says what went wrong, to whoever looks after this computer. Never throws. */
  readonly say: Say
  /** Told of each act that is answered before it is in the record: one sentence, and when it is there. */
  readonly onNotYetRecorded?: TellPending
  /** Who was at which window of the core before, and who hears of it. */
  readonly seats?: WindowPeopleOptions
  /** What the system says of its sound output; null: nothing. */
  readonly readSoundOutput: () => Promise<SoundOutput | null>
}

export interface CoreOptions {
  readonly parts: CoreParts
  readonly entry: Entry
  readonly version: string
  /** The computer's own clocks, unless a test says otherwise. */
  readonly clock?: ClockSource
  /** Which start of the computer this is; null or absent where the system does not say (AR-22). */
  readonly boot?: string | null
}

/** All that a window gets of the core. */
export interface WindowDoor {
  /**
   * Whatever comes in, an answer goes out. Never throws and never rejects.
   *
   * @param name and `payload` are checked here; nothing is known of them before
   */
  answer(sender: Sender, name: unknown, payload: unknown): Promise<Answer>
  subscribe(listener: (event: CoreEvent) => void): () => void
  /** The event as this window is told it: of what was done, and of whom was watched, a locked one hears nothing. */
  shownTo(event: CoreEvent, windowId: string): CoreEvent | null
  /** For whom an event is; null: for every window alike. */
  audienceOf(event: CoreEvent): Audience | null
}

/** Windows that are told an event whole, and what all others are told of it; null: nothing. */
export interface Audience {
  readonly whole: readonly string[]
  readonly others: CoreEvent | null
}

/** Vigil without a window: requests in, events out. */
export interface Core extends WindowDoor {
  /** The same for windows that read JSON: what is large passes through as it came from the record. */
  answerJson(sender: Sender, name: unknown, payload: unknown): Promise<string>
  /** The same for callers in this process, whose requests the compiler checks. */
  request<N extends RequestName>(sender: Sender, name: N, payload: Payload<N>): Promise<Answer<Result<N>>>
  /** Puts into the record what went wrong around the core, in one sentence. */
  noteProblem(detail: string): void
  /** Puts into the record, and into the sessions that it was done in, that an act is lost. */
  noteLost(act: DoneAct): void
  close(): Promise<void>
}

/** The core's loop: ticks, and what has gathered for windows and record. */
const LOOP_MS = 100

/** Starts Vigil's core: goes on with open sessions, opens the lines to remembered devices. */
export async function createCore({ parts, entry, version, clock: source, boot }: CoreOptions): Promise<Core> {
  const { record, lines, captures, reports, imports, say } = parts
  const guard = createGuard(say)
  const { found, read, write } = record
  const { publish, subscribe, close: endEvents } = createPublisher(say)
  const clock = createClock(found.lastAlive, source, boot)
  const store = storeWith(write)
  const register = createRegister(found, store)
  const people: People = {
    windows: createWindowPeople(parts.seats),
    secrets: parts.secrets,
    inTurn: createInTurn(),
    login: parts.login,
  }
  const windows = createSoundingWindows()
  const rooms = createRooms({
    timers: systemTimers(clock.now),
    lines,
    beginCapture: captures.begin,
    publish,
    guard,
    write,
    onHeard(events) {
      sound.hear(events)
      soundSoon()
    },
    onSessions: () => queueMicrotask(publishInstallation),
  })
  const sound = createAlarmSound({
    beep: parts.beep,
    readOutput: parts.readSoundOutput,
    nowMs: () => clock.now().monoMs,
    rooms: rooms.all,
    windows,
    publish,
    publishInstallation: () => void publishInstallation(),
    note,
    say,
  })
  const heartbeat = createHeartbeat({ record, now: clock.now, alive: clock.alive, publish, note, say })
  const beatAt = createBeats()
  const lookAtClock = createClockWatch(clock, rooms.all, note, guard)
  const view = createInstallationView({
    register,
    read,
    nowWallMs: () => clock.now().wallMs,
    sound: sound.view,
    onLate: () => void publishInstallation(),
    say,
  })

  function note(event: SystemEvent): void {
    const log = [{ at: clock.now(), entry: event }]
    write([{ change: 'commit', sessionId: null, readings: [], log }], outcome => {
      if (outcome.ok)
        for (const logged of outcome.entries) publish({ kind: 'log', roomId: null, entry: logged })
      else say(phrase.core.eventNotStored, outcome.error)
    })
  }

  const tellInstallation = createInstallationTelling(view, publish)
  async function publishInstallation(): Promise<void> {
    try {
      await tellInstallation()
    } catch (error) {
      say(phrase.core.windowsNotTold, error)
    }
  }

  /** What begins to be heard is ordered in the turn in which it happened, after windows were told of it. */
  function soundSoon(): void {
    // Without a window there is nobody to order a burst from.
    if (entry !== 'headless') queueMicrotask(() => guard(sound.advance))
  }

  function whoIsAt(sender: Sender): Snapshot['you'] {
    const here = identify({ people, register }, sender)
    const person = here && personOf(register, here.personId)
    return person ? { personId: person.id, name: person.name } : null
  }

  /** Who was watched here is not for a window where nobody is, nor for the Demo nurse. */
  function maySeeLists(windowId: string): boolean {
    const seat = people.windows.seatOf(windowId)
    if (entry === 'headless' || (seat && seat.method !== 'demo')) return true
    return seat !== null && register.people().length === 0
  }

  /** Whose figures they are is not for a window where nobody is. */
  function maySeePatients({ windowId }: Sender): boolean {
    return entry === 'headless' || people.windows.seatOf(windowId) !== null
  }

  function audienceOf(event: CoreEvent): Audience | null {
    if (entry === 'headless') return null
    const seated = people.windows.seated()
    if (event.kind === 'room' || event.kind === 'roomPart') {
      const others = hidePatientOf(event)
      return others === event ? null : { whole: seated, others }
    }
    if (event.kind !== 'installation' && event.kind !== 'log') return null
    return event.kind === 'installation'
      ? { whole: seated.filter(maySeeLists), others: hideLists(event) }
      : { whole: seated, others: null }
  }

  const services: CoreServices = {
    version,
    installation: found.installation,
    now: clock.now,
    rooms,
    register,
    people,
    store,
    read,
    care: record.care,
    inTurn: createInTurn(),
    admit: createInTurn(),
    lines,
    captures,
    reports,
    imports,
    uploads: createUploads(imports.checkSize),
    windows,
    sound: sound.step,
    confirmSound: sound.confirmHeard,
    publish,
    publishInstallation,
    snapshot: async sender => ({
      ...(maySeeLists(sender.windowId) ? await view() : hideLists(await view())),
      you: whoIsAt(sender),
      version,
      entry,
      rooms: rooms.all().map(room => (maySeePatients(sender) ? room.told() : hidePatient(room.told()))),
      devices: rooms.toldDevices(),
    }),
    note,
    tellPending: parts.onNotYetRecorded ?? (() => {}),
    beginAgain: parts.beginAgain ?? (() => {}),
    say,
  }
  const door = takeTurns((sender, name, payload) => answer(services, sender, name, payload))

  function loop(): void {
    guard(lookAtClock.look)
    const openRooms = rooms.all().filter(room => room.state()).length
    const { isBeat, isDue } = beatAt(clock.now().monoMs, openRooms)
    for (const room of rooms.all()) guard(() => room.advance(isDue))
    if (entry !== 'headless') guard(sound.advance)
    rooms.publishDevices()
    if (isBeat) guard(heartbeat.beat)
  }

  note({ event: 'system', kind: 'started', detail: `Vigil ${version}, ${entry}` })
  for (const problem of found.presets.problems)
    note({ event: 'system', kind: 'error', detail: describeProblem(problem) })
  for (const problem of found.clinicSets.problems)
    note({ event: 'system', kind: 'error', detail: describeSetProblem(problem) })
  const { monoMs, wallMs } = found.lastAlive ?? clock.now()
  rooms.restore(found, { monoMs, wallMs }, clock.outage)
  lookAtClock.tellStart(clock.outage)
  if (found.rooms.length === 0) {
    // A fresh installation has one room; a clinic adds its others.
    const room = { id: 'room-1', name: phrase.core.firstRoom }
    await store({ change: 'addRoom', room })
    rooms.add(room)
  }
  record.onTrouble(sentence => {
    for (const room of rooms.all()) guard(() => room.tellTrouble(sentence))
    if (sentence !== null) say(sentence)
  })
  const timer = setInterval(loop, LOOP_MS)

  return {
    answer: async (sender, name, payload) => readAnswer(await door(sender, name, payload)),
    answerJson: async (sender, name, payload) => writeAnswer(await door(sender, name, payload)),
    request: async (sender, name, payload) =>
      readAnswer(await door(sender, name, payload)) as Answer<Result<typeof name>>,
    noteProblem: detail => note({ event: 'system', kind: 'error', detail }),
    noteLost({ act, by, roomIds, wallMs, sentence }) {
      note({
        event: 'system',
        kind: 'error',
        detail: `Not in the record, since the core stopped: ${sentence}`,
      })
      const secondsAgo = Math.max(0, Math.round((clock.now().wallMs - wallMs) / SECOND_MS))
      for (const id of roomIds)
        guard(() => rooms.room(id)?.apply({ kind: 'note', event: lost.of({ act, by, secondsAgo }) }))
    },
    subscribe,
    audienceOf,
    shownTo(event, windowId) {
      const audience = audienceOf(event)
      return !audience || audience.whole.includes(windowId) ? event : audience.others
    },
    async close() {
      clearInterval(timer)
      await Promise.all([heartbeat.settled(), rooms.close()])
      note({ event: 'system', kind: 'stopped' })
      write([{ change: 'touch', at: clock.alive() }], () => {})
      await record.close()
      endEvents()
    },
  }
}
