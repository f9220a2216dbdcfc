import { setTimeout as wait } from 'node:timers/promises'
import { openStoreReadOnly } from '../../../electron/store/index.ts'
import { answerTo } from '../../../fixtures/answer-to.ts'
import type { CoreEvent } from '../../../shared/ipc.ts'
import type { Snapshot } from '../../../shared/views.ts'
import type { Counted, Outcome } from '../campaign.ts'
import { signal } from '../rig/processes.ts'
import { openSimulated, signInAgain } from '../rig/session.ts'
import { startVigil, type Vigil } from '../rig/vigil.ts'
import type { Fault } from './faults.ts'

/* One fault under an open session: what is seen and heard meanwhile, how soon, and what is kept. */

const ROOM = 'room-1'
const PATIENCE_MS = 30_000
/** Of the loudest burst, with what the next one must keep away from it. */
const BURST_MS = 3700
const ALARM_MS = 20
const SOUND_MS = 50
const GAP_MS = 1300
const ANSWER_MS = 1100
const NOT_RECORDING_MS = 1200
const CLEARED_MS = 500
const BACK_MS = { killed: 2000, hung: 8000 }
/** What a busy computer adds to a wait of the campaign itself: figures beyond the aims are told, and this breaks. */
const LENIENT = 5

export async function tryFault(name: string, fault: Fault, alarms: number): Promise<Outcome> {
  const place = fault.place()
  const broken: string[] = []
  const figures: Counted[] = []
  const figure = (what: string, value: number, unit: string, most?: number) => {
    figures.push({
      name: `${name}: ${what}`,
      value,
      unit,
      ...(most === undefined ? {} : { aim: `<= ${most}` }),
    })
    if (most !== undefined && value > most * LENIENT)
      broken.push(`${name}: ${what} was ${Math.round(value)} ${unit}.`)
  }
  let vigil: Vigil | null = null
  try {
    vigil = await startVigil(place.dataDir, place.env)
    const { window } = vigil
    const sessionId = await openSimulated(window)
    await mark(vigil)
    let marks = 1
    await wait(2000)
    window.forget()
    window.takeLongestGapMs()

    const begunMs = performance.now()
    const before = fault.begunAnew && vigil.pid(fault.begunAnew)
    const { replaced } = fault
    const replacedPid = replaced && vigil.pid(replaced.role)
    fault.begin(vigil, place)
    if (fault.begunAnew) {
      await until(() => vigil?.pid(fault.begunAnew ?? 'core') !== before && window.isOpen())
      await until(async () => (await window.ask('snapshot', {})).ok)
      const hung = name.endsWith('hung')
      figure('back after', performance.now() - begunMs, 'ms', hung ? BACK_MS.hung : BACK_MS.killed)
      await signInAgain(window)
    }
    if (fault.says) {
      const raised = await notRecording(vigil, 'raised')
      figure('not-recording after', raised.atMs - begunMs, 'ms', NOT_RECORDING_MS)
      if (!fault.says.test(raised.detail)) broken.push(`${name}: not-recording said “${raised.detail}”.`)
    }
    const told: Breach[] = []
    for (let n = 0; n < alarms; n++) told.push(await breach(vigil))
    const answers: number[] = []
    for (let n = 0; n < alarms; n++) {
      const askedMs = performance.now()
      const answer = await window.ask('recordMark', { roomId: ROOM, mark: 'nausea' })
      answers.push(performance.now() - askedMs)
      if (!answer.ok) broken.push(`${name}: an act was refused: ${answer.message}`)
      else marks += 1
      if (answer.ok && fault.says && answer.recorded !== false)
        broken.push(`${name}: an act was answered as stored while nothing could be.`)
    }
    figure(
      'longest from value to alarm event',
      Math.max(...told.map(({ alarmMs }) => alarmMs)),
      'ms',
      ALARM_MS,
    )
    figure(
      'longest from value to order of its sound',
      Math.max(...told.map(({ soundMs }) => soundMs)),
      'ms',
      SOUND_MS,
    )
    figure('longest time to an act’s answer', Math.max(...answers), 'ms', ANSWER_MS)
    if (replaced) {
      await until(() => ![undefined, replacedPid].includes(vigil?.pid(replaced.role)))
      figure(`another ${replaced.role} after`, performance.now() - begunMs, 'ms', replaced.withinMs)
    }
    if (!fault.begunAnew) figure('longest gap between heartbeats', window.takeLongestGapMs(), 'ms', GAP_MS)
    const unread = await readHistory(vigil, sessionId)
    if (fault.readSays && !fault.readSays.test(unread)) broken.push(`${name}: reading said “${unread}”.`)
    if (fault.used && !fault.used(vigil)) broken.push(`${name}: the means did not reach Vigil.`)
    if (!fault.says && !fault.begunAnew && raisedOf(vigil).some(({ event }) => event.transition === 'raised'))
      broken.push(`${name}: not-recording came without a reason.`)

    window.forget()
    const endedMs = performance.now()
    fault.end(vigil, place)
    if (fault.says)
      figure(
        'not-recording ended after',
        (await notRecording(vigil, 'cleared')).atMs - endedMs,
        'ms',
        CLEARED_MS,
      )
    await mark(vigil)
    marks += 1
    figure('marks kept', await countKept(vigil, sessionId, broken, name), `of ${marks}`)
    if (figures.at(-1)?.value !== marks)
      broken.push(`${name}: ${figures.at(-1)?.value} of ${marks} marks are in the record.`)
  } catch (error) {
    broken.push(`${name}: ${error instanceof Error ? error.message : String(error)}`)
  } finally {
    place.set('-')
    await vigil?.end()
    place.remove()
  }
  return { figures, broken }
}

/** An act that is stored. @throws Error where it is not within the time that anybody waits */
async function mark({ window }: Vigil): Promise<void> {
  const answer = await window.ask('recordMark', { roomId: ROOM, mark: 'nausea' })
  if (!answer.ok) throw new Error(answer.message)
}

/** What is said where the session cannot be read; '' where it can. */
async function readHistory({ window }: Vigil, sessionId: string): Promise<string> {
  const answer = await window.ask('history', { sessionId })
  return answer.ok ? '' : answer.message
}

interface Breach {
  readonly alarmMs: number
  readonly soundMs: number
}

/** A value past its limit, with nothing else sounding; then one within it, and what stands is acknowledged. */
async function breach(vigil: Vigil): Promise<Breach> {
  const { window } = vigil
  await quiet(vigil)
  window.forget()
  const startedMs = performance.now()
  void window.ask('recordManual', { roomId: ROOM, systolic: 75, diastolic: 45, confirmed: true })
  const isAlarm = (event: CoreEvent) =>
    event.kind === 'alarm' && event.event.alarm === 'systolic-low' && event.event.transition !== 'cleared'
  const alarm = await first(vigil, isAlarm)
  const sound = await first(vigil, event => event.kind === 'sound' && event.priority === 'high')
  await window.ask('recordManual', { roomId: ROOM, systolic: 120, diastolic: 80, confirmed: true })
  return { alarmMs: alarm - startedMs, soundMs: sound - startedMs }
}

/** Acknowledges whatever stands, and waits until a burst that plays has ended. */
async function quiet({ window }: Vigil): Promise<void> {
  const answer = await window.ask('snapshot', {})
  const alarms = answer.ok
    ? ((answer.value as Snapshot).rooms.find(({ id }) => id === ROOM)?.alarms ?? [])
    : []
  for (const alarm of alarms)
    if (!alarm.acknowledged) await window.ask('acknowledge', { roomId: ROOM, ...answerTo(alarm) })
  await wait(BURST_MS)
}

async function first({ window }: Vigil, fits: (event: CoreEvent) => boolean): Promise<number> {
  await until(() => window.told().some(({ event }) => fits(event)))
  return window.told().find(({ event }) => fits(event))?.atMs ?? Number.POSITIVE_INFINITY
}

const raisedOf = ({ window }: Vigil) =>
  window
    .told()
    .flatMap(({ event, atMs }) =>
      event.kind === 'alarm' && event.event.alarm === 'not-recording' ? [{ event: event.event, atMs }] : [],
    )

async function notRecording(vigil: Vigil, transition: 'raised' | 'cleared') {
  const find = () => raisedOf(vigil).find(({ event }) => event.transition === transition)
  await until(() => find() !== undefined)
  const found = find()
  return { atMs: found?.atMs ?? Number.POSITIVE_INFINITY, detail: String(found?.event.detail) }
}

/** Ends Vigil in order, and looks what its record holds. */
async function countKept(vigil: Vigil, sessionId: string, broken: string[], name: string): Promise<number> {
  signal(vigil.pid('front'), 'SIGTERM')
  await until(() => vigil.pid('front') === undefined && vigil.pid('record') === undefined)
  const store = openStoreReadOnly(vigil.dataDir)
  const { ok, integrity, firstBroken } = store.verify()
  if (!ok) broken.push(`${name}: the record does not verify: ${firstBroken?.reason ?? integrity}.`)
  const marks = store.log(sessionId).filter(({ entry }) => entry.event === 'session' && entry.kind === 'mark')
  store.close()
  return marks.length
}

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const endMs = performance.now() + PATIENCE_MS
  while (!(await holds())) {
    if (performance.now() > endMs) throw new Error(`it was waited in vain: ${String(holds)}`)
    await wait(2)
  }
}
