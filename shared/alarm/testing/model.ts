import type { Limits } from '../../limits.ts'
import type { VitalId } from '../../vitals.ts'
import { type AlarmId, isLimitAlarm, limitAlarmIds, type Priority, type TrendAlarmId } from '../ids.ts'
import type { EscalationStage } from '../types.ts'
import type { History } from './history.ts'
import { isUnsureEnd, lacked } from './history.ts'
import { judgeLimit, layOut } from './levels.ts'
import { devicesAt, linkWords } from './links.ts'
import { type Comings, isMostlyGone, isSteady, linkComings } from './losses.ts'
import { byName, type Picture } from './picture.ts'
import { failuresAt, isFrozen, signalAt } from './signal.ts'
import { endsAcknowledgement, vitalOf, type Working, worseBy, worsening } from './working.ts'

/*
 * The slow model of the alarm system, second part: what stands on the screen after everything that was ever told. It reads
 * the whole history from its beginning, and answers each question about it by looking back.
 */

/** Alarm standard, 12 (AR-6 to AR-9) and 5, 10; restated here, so that a slip in a rule's constant is found. */
const S = 1000
const STAGES: Readonly<Record<Priority, readonly (readonly [afterMs: number, stage: EscalationStage])[]>> = {
  high: [
    [30 * S, 'banner'],
    [60 * S, 'secondContact'],
    [120 * S, 'callForHelp'],
  ],
  medium: [[120 * S, 'clinicianStation']],
  low: [],
}
const stageOrder: readonly EscalationStage[] = ['clinicianStation', 'banner', 'secondContact', 'callForHelp']
const rank = { low: 1, medium: 2, high: 3 } as const
const imitatedByCuff: readonly AlarmId[] = [
  'spo2-low',
  'pulse-low',
  'spo2-trend',
  'pulse-trend',
  'spo2-signal-lost',
]

interface WasHigh {
  readonly alarm: AlarmId
  readonly occurrence: number
}

/** What stands after each input of this history, where these trend alarms are on. */
export function recompute(
  history: History,
  first: Limits,
  trends: readonly TrendAlarmId[],
): readonly Picture[] {
  const facts = layOut(history, first)
  const pictures: Picture[] = []
  let conditions: Working[] = []
  let latched: WasHigh[] = []
  let births = 0
  const pending = new Map<AlarmId, { priority: Priority; value: number | null }>()
  let pausedUntilMs: number | null = null
  let audioOff = false
  let alarmsPausedUntilMs: number | null = null
  let alarmsOff: VitalId[] = []
  let isAfterT0 = false
  const memories = new Map<string, { raisedMs: number | null; isLasting: boolean; freshMs: number }>()

  for (const [index, { atMs, input }] of history.entries()) {
    const said = pictures.at(-1)
    // AR-16: what is too old to speak leaves everything as it was.
    if (said && facts.words[index] === 'passedOver') {
      pictures.push(said)
      continue
    }
    const limits = facts.limits[index] ?? first
    const lackingMs = (sinceMs: number) => lacked(history, index, sinceMs)
    if (input.kind === 't0') isAfterT0 = true
    const lossPriority = isAfterT0 ? 'medium' : 'low'

    const isHidden = (alarm: AlarmId) =>
      alarmsPausedUntilMs !== null || alarmsOff.some(vital => vital === vitalOf(alarm, limits))
    const find = (alarm: AlarmId, deviceId: string | null) =>
      conditions.find(one => one.alarm === alarm && one.deviceId === deviceId)
    const leaveHigh = (one: Working) => {
      const isOfPatient = isLimitAlarm(one.alarm) || one.alarm === 'sedation-deep'
      if (one.priority !== 'high' || one.acknowledged || !isOfPatient) return
      latched = [...latched.filter(({ alarm }) => alarm !== one.alarm), one]
    }
    const enterHigh = (alarm: AlarmId, priority: Priority) => {
      if (priority !== 'high') return
      latched = latched.filter(other => other.alarm !== alarm)
      pausedUntilMs = null
    }
    /** Brings one alarm to what now holds of it. */
    const bring = (
      alarm: AlarmId,
      deviceId: string | null,
      priority: Priority | null,
      value: number | null,
      isHolding: boolean,
    ) => {
      const one = find(alarm, deviceId)
      if (!one && isHolding && imitatedByCuff.includes(alarm)) {
        // What was told last is raised last.
        pending.delete(alarm)
        if (priority !== null) pending.set(alarm, { priority, value })
      } else if (!one) {
        if (priority === null) return
        births += 1
        const born = { alarm, deviceId, occurrence: births, call: 1, priority, sinceMs: atMs, value }
        const unanswered = { acknowledged: null, items: [], callingMs: atMs, stage: null }
        conditions.push({ ...born, ...unanswered, shownAt: index })
        enterHigh(alarm, priority)
      } else if (priority === null) {
        conditions = conditions.filter(other => other !== one)
        leaveHigh(one)
      } else {
        if (rank[priority] > rank[one.priority]) {
          one.acknowledged = null
          one.stage = null
          one.callingMs = atMs
          one.call += 1
          enterHigh(alarm, priority)
        } else if (rank[priority] < rank[one.priority]) {
          leaveHigh(one)
          one.stage = null
        }
        one.priority = priority
        one.value = value ?? one.value
        one.shownAt = index
      }
    }
    // AR-8, AR-21: what a cuff held back is judged first when it lets go, then comes the input.
    const { isOn: holding = false, hasEnded = false } = facts.holds[index] ?? {}
    if (hasEnded) pending.clear()
    const isHolding = holding && !hasEnded

    if (input.kind === 'close') {
      conditions = []
      latched = []
    }
    for (const alarm of limitAlarmIds) {
      const judged = judgeLimit(facts, index, alarm)
      const stands = judged?.onlyWorse ? find(alarm, null) : undefined
      if (judged?.onlyWorse && !(stands && worsening(stands, judged.value, limits) < 0)) continue
      if (judged) bring(alarm, null, judged.priority, judged.value, isHolding)
    }
    for (const alarm of trends) {
      const judged = facts.trendAlarm(alarm)[index]
      if (judged) bring(alarm, null, judged.priority, judged.value, isHolding)
    }
    /** AR-7 and AR-20: what is lost, what comes and goes, and what is back. */
    const bringLoss = (
      alarm: 'link-lost' | 'spo2-signal-lost',
      deviceId: string | null,
      isDue: boolean,
      comings: Comings,
      value: number | null,
    ) => {
      const name = deviceId ?? alarm
      const memory = memories.get(name) ?? { raisedMs: null, isLasting: false, freshMs: 0 }
      memories.set(name, memory)
      const stands = find(alarm, deviceId) !== undefined
      if (comings.isLost) {
        const isMostly = isMostlyGone(comings, atMs, memory.freshMs)
        if (stands || isDue || isMostly) bring(alarm, deviceId, lossPriority, value, isHolding)
        if (stands && isMostly) memory.isLasting = true
        if (stands || !find(alarm, deviceId)) return
        memory.isLasting = isMostly || (memory.raisedMs !== null && atMs - memory.raisedMs <= 120 * S)
        memory.raisedMs = atMs
      } else if (stands && memory.isLasting && !isSteady(comings, atMs))
        bring(alarm, deviceId, lossPriority, value, isHolding)
      else {
        bring(alarm, deviceId, null, null, isHolding)
        if (stands && memory.isLasting) Object.assign(memory, { isLasting: false, freshMs: atMs })
      }
    }
    const judgeSignal = () => {
      const signal = signalAt(facts, index)
      if (signal) bringLoss('spo2-signal-lost', null, signal.isDue, signal.comings, signal.lastValue)
    }
    if (hasEnded) judgeSignal()
    if (input.kind === 'nibp') {
      const inARow = failuresAt(facts, index)
      bring('nibp-failed', null, inARow === 0 ? null : inARow === 1 ? 'low' : 'medium', null, holding)
    }
    if (input.kind === 'technical') {
      const name = input.deviceId ?? null
      const calls = find(input.alarm, name)?.call
      bring(input.alarm, name, input.priority, null, holding)
      const one = find(input.alarm, name)
      const { items = one?.items ?? [] } = input
      const known = one?.acknowledged?.items ?? one?.items ?? []
      // What nobody has been told of is a call of its own, however much of the alarm is answered.
      if (one && one.call === calls && items.some(item => !known.includes(item))) {
        one.call += 1
        if (one.acknowledged) one.callingMs = atMs
        one.acknowledged = null
      }
      if (one) one.items = items
    }
    // A device that is taken away takes its alarms along.
    if (input.kind === 'devices')
      for (const { alarm, deviceId } of [...conditions])
        if (deviceId !== null && !input.devices.some(({ id }) => id === deviceId))
          bring(alarm, deviceId, null, null, holding)
    const known = devicesAt(history, index)
    if (input.kind === 'devices')
      for (const name of memories.keys())
        if (name !== 'spo2-signal-lost' && !known.has(name)) memories.delete(name)
    for (const { deviceId, isDue, isProof } of linkWords(history, index, known)) {
      const comings = linkComings(history, index, deviceId)
      // Only a frame proves that a link is there: a tick ends what comes and goes, and nothing else.
      const isTold = isProof || comings?.isLost || memories.get(deviceId)?.isLasting
      if (comings && isTold) bringLoss('link-lost', deviceId, isDue, comings, null)
    }
    const isTime = input.kind === 'tick' || (input.kind === 'vital' && input.vital === 'spo2')
    if (isTime && !hasEnded) judgeSignal()

    // AR-6, and AR-24: who answered to something else than what stands there takes nothing.
    if (input.kind === 'acknowledge') {
      const isMeant = (alarm: AlarmId, deviceId: string | null, occurrence: number) =>
        (input.alarm ?? alarm) === alarm &&
        (input.deviceId ?? deviceId) === deviceId &&
        (input.occurrence ?? occurrence) === occurrence &&
        !isHidden(alarm)
      const meant = conditions.filter(
        one => !one.acknowledged && isMeant(one.alarm, one.deviceId, one.occurrence),
      )
      const meantHigh = latched.filter(one => isMeant(one.alarm, null, one.occurrence))
      const highest = Math.max(0, ...meant.map(one => rank[one.priority]), ...meantHigh.map(() => 3))
      const isAsSeen =
        highest <= rank[input.priority ?? 'high'] &&
        meant.every(
          one =>
            (input.call ?? one.call) === one.call &&
            worsening(one, input.value ?? null, limits) < worseBy(one, limits),
        )
      if (isAsSeen) {
        for (const one of meant) {
          const better = input.value != null && worsening(one, input.value, limits) > 0
          const value = better ? (input.value ?? null) : one.value
          one.acknowledged = { by: input.by, atMs, value, items: one.items }
          one.stage = null
        }
        latched = latched.filter(one => !meantHigh.includes(one))
      }
    }
    for (const one of conditions) {
      if (
        !one.acknowledged ||
        !endsAcknowledgement(one, input, atMs + lackingMs(one.acknowledged.atMs), limits)
      )
        continue
      one.acknowledged = null
      one.callingMs = atMs
      one.call += 1
    }

    // AR-9 and section 5
    if (input.kind === 'pauseAudio' && pausedUntilMs === null && !audioOff) pausedUntilMs = atMs + 120 * S
    if (input.kind === 'resumeAudio' || input.kind === 'highElsewhere') pausedUntilMs = null
    if (
      input.kind === 'tick' &&
      pausedUntilMs !== null &&
      atMs + lackingMs(pausedUntilMs - 120 * S) >= pausedUntilMs
    )
      pausedUntilMs = null
    const isUnsure = isUnsureEnd(history[index])
    if (isUnsure) pausedUntilMs = null
    if (input.kind === 'turnAudioOff' && !audioOff) {
      audioOff = true
      pausedUntilMs = null
    }
    if (input.kind === 'turnAudioOn') audioOff = false
    /** Only what nobody could see until now. */
    const callAgain = (wasHidden: (alarm: AlarmId) => boolean) => {
      for (const one of conditions)
        if (!one.acknowledged && wasHidden(one.alarm) && !isHidden(one.alarm)) one.callingMs = atMs
    }
    if (input.kind === 'pauseAlarms' && alarmsPausedUntilMs === null) alarmsPausedUntilMs = atMs + 120 * S
    else if (alarmsPausedUntilMs !== null) {
      const isOver =
        input.kind === 'resumeAlarms' ||
        isUnsure ||
        ['t0', 'dosing'].includes(input.kind) ||
        (input.kind === 'tick' && atMs + lackingMs(alarmsPausedUntilMs - 120 * S) >= alarmsPausedUntilMs)
      if (isOver) {
        alarmsPausedUntilMs = null
        callAgain(() => true)
      }
    }
    if (input.kind === 'turnAlarmOff' && !alarmsOff.includes(input.parameter))
      alarmsOff = [...alarmsOff, input.parameter]
    if (input.kind === 'turnAlarmOn' && alarmsOff.includes(input.parameter)) {
      alarmsOff = alarmsOff.filter(parameter => parameter !== input.parameter)
      callAgain(id => vitalOf(id, limits) === input.parameter)
    }
    if (input.kind === 'close') {
      pausedUntilMs = null
      audioOff = false
      alarmsPausedUntilMs = null
      alarmsOff = []
    }

    // Section 10
    if (input.kind === 'tick')
      for (const one of conditions) {
        if (one.acknowledged || isHidden(one.alarm)) continue
        const reached = STAGES[one.priority].findLast(
          ([afterMs]) => atMs + lackingMs(one.callingMs) - one.callingMs >= afterMs,
        )?.[1]
        const isFurther =
          reached !== undefined &&
          (one.stage === null || stageOrder.indexOf(reached) > stageOrder.indexOf(one.stage))
        if (isFurther) one.stage = reached
      }

    const calling = conditions.filter(one => !one.acknowledged && !isHidden(one.alarm))
    const loudest = calling.toSorted((a, b) => rank[b.priority] - rank[a.priority])[0]?.priority ?? null
    pictures.push({
      conditions: conditions
        .map(one => ({
          alarm: one.alarm,
          deviceId: one.deviceId,
          occurrence: one.occurrence,
          call: one.call,
          priority: one.priority,
          sinceMs: one.sinceMs,
          value: one.value,
          frozen: isFrozen(facts, one, index),
          acknowledgedBy: one.acknowledged?.by ?? null,
          acknowledgedAt: one.acknowledged?.value ?? null,
          stage: one.stage,
        }))
        .toSorted(byName),
      latched: latched.map(({ alarm, occurrence }) => `${alarm} ${occurrence}`).toSorted(),
      held: [...pending.keys()].toSorted(),
      audioPaused: pausedUntilMs !== null,
      audioOff,
      alarmsPaused: alarmsPausedUntilMs !== null,
      alarmsOff: alarmsOff.toSorted(),
      sounding: pausedUntilMs !== null || audioOff ? null : loudest,
    })
  }
  return pictures
}
