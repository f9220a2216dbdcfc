import { type AlarmId, alarmIds, type Priority, type StopAlarmId, stopAlarmIds } from '../alarm/ids.ts'
import type { Difference, Preset } from '../presets/preset.ts'
import type { Words } from '../words/index.ts'
import type { ClinicWords } from './clinic-set.ts'

/** What to do at this alarm, in the clinic's words where it has some. */
export function guidanceOf(alarm: AlarmId, own: ClinicWords | undefined, words: Words): string {
  return own?.guidance[alarm] ?? words.guidance[alarm]
}

/** When to stop an infusion at this alarm; undefined: it is no reason to. */
export function stopInfusionOf(
  alarm: AlarmId,
  own: ClinicWords | undefined,
  words: Words,
): string | undefined {
  return isStopAlarm(alarm) ? (own?.stopInfusion[alarm] ?? words.stopInfusion[alarm]) : undefined
}

function isStopAlarm(alarm: AlarmId): alarm is StopAlarmId {
  return (stopAlarmIds as readonly AlarmId[]).includes(alarm)
}

/** What decides on the words beside an alarm. */
export interface Guided {
  readonly preset: Pick<Preset, 'route'>
  readonly clinicSet?: ClinicWords
}

/** What stands beside an alarm. Only an infusion can be stopped; a spray, a lozenge or an injection cannot. */
export function guideAlarm(alarm: AlarmId, priority: Priority, session: Guided | null, words: Words): string {
  const own = session?.clinicSet
  const guidance = guidanceOf(alarm, own, words)
  const stop =
    session?.preset.route === 'iv' && priority === 'high' ? stopInfusionOf(alarm, own, words) : undefined
  return stop === undefined ? guidance : `${guidance}; ${stop}`
}

/** The written advice of D9. */
export function adviceOf(own: ClinicWords | undefined, words: Words): string {
  return own?.advice ?? words.confirmations.advice
}

/** One text that ships with Vigil, with what stands in its place. */
export interface Reworded {
  readonly field: string
  readonly shipped: string
  readonly here: string
}

/** Every text that a clinic may reword, in order. */
export function rewordable(own: ClinicWords, words: Words): readonly Reworded[] {
  return [
    ...alarmIds.map(alarm => ({
      field: words.clinicSet.guidance(words.alarms[alarm]),
      shipped: words.guidance[alarm],
      here: guidanceOf(alarm, own, words),
    })),
    ...stopAlarmIds.map(alarm => ({
      field: words.clinicSet.stop(words.alarms[alarm]),
      shipped: words.stopInfusion[alarm],
      here: stopInfusionOf(alarm, own, words) ?? '',
    })),
    { field: words.clinicSet.advice, shipped: words.confirmations.advice, here: adviceOf(own, words) },
  ]
}

/** What differs from `a` to `b`, in words. */
export function compareWords(a: ClinicWords, b: ClinicWords, words: Words): readonly Difference[] {
  const after = rewordable(b, words)
  const reworded = rewordable(a, words).flatMap(({ field, here }, index): Difference[] => {
    const now = after[index]?.here ?? null
    return here === now ? [] : [{ field, before: here, after: now }]
  })
  return [
    ...compareLists(words.clinicSet.mark, a.marks, b.marks),
    ...reworded,
    ...compareLists(
      words.clinicSet.criterion,
      a.criteria.map(({ text }) => text),
      b.criteria.map(({ text }) => text),
    ),
  ]
}

function compareLists(field: string, a: readonly string[], b: readonly string[]): readonly Difference[] {
  return [
    ...a.filter(text => !b.includes(text)).map(text => ({ field, before: text, after: null })),
    ...b.filter(text => !a.includes(text)).map(text => ({ field, before: null, after: text })),
  ]
}
