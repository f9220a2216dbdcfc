import { z } from 'zod'
import { isMeanOutside } from '../plausibility.ts'
import { clinicians } from '../roles.ts'
import { baselineInput } from '../session/baseline.ts'
import { whyUnknownWhose } from '../session/dosing.ts'
import { refusal } from '../words/refusal.ts'
import { act, withEvent } from './act.ts'
import { eventKind, sentence } from './event.ts'
import { by, figure, freeText, instant, readingSeq, shortText, toldValue, whom } from './parts.ts'

/** Formed at T0 (`from`, `frozenAt`, and pulse and SpO2), or set by a person (`reason`, and what stood there `before`). */
export const baselineSet = eventKind(
  'baseline',
  {
    systolic: figure,
    diastolic: figure,
    mean: figure.nullable(),
    pulseRate: figure.nullable().exactOptional(),
    spo2: figure.nullable().exactOptional(),
    /** The medians are of half-minute values, since T0 lies back. */
    halfMinutes: z.literal(true).exactOptional(),
    from: z.array(readingSeq).max(10).readonly().exactOptional(),
    frozenAt: instant.exactOptional(),
    before: z.strictObject({ systolic: figure, diastolic: figure }).nullable().exactOptional(),
    reason: freeText.exactOptional(),
    by: whom,
  },
  {
    isOfPatient: true,
    hasTable: true,
    say: (event, words) => sentence(words.record.baseline(event.systolic, event.diastolic), event, words),
  },
)

/** A person sets the baseline, from T0 on. */
export const setBaseline = act('setBaseline', {
  payload: z.strictObject({
    by,
    systolic: toldValue('systolic'),
    diastolic: toldValue('diastolic'),
    mean: toldValue('mean').optional(),
    reason: shortText,
  }),
  roles: clinicians,
  events: [baselineSet],
  apply({ session }, { by, reason, systolic, diastolic, mean = null }, { now }) {
    if (!session.t0)
      return {
        refused: refusal('baselineBeforeT0'),
      }
    const whose = whyUnknownWhose(session)
    if (whose !== null) return { refused: whose }
    if (systolic <= diastolic) return { refused: refusal('systolicNotAboveDiastolic') }
    if (mean !== null && isMeanOutside(mean, systolic, diastolic)) return { refused: refusal('meanOutside') }
    const old = session.baseline
    const baseline = {
      systolic,
      diastolic,
      mean,
      pulseRate: old?.pulseRate ?? null,
      spo2: old?.spo2 ?? null,
      from: [],
      frozenAt: now,
      setBy: { by, at: now, reason },
    }
    const before = old ? { systolic: old.systolic, diastolic: old.diastolic } : null
    return {
      ...withEvent(
        { ...session, baseline },
        baselineSet.of({ systolic, diastolic, mean, before, reason, by }),
      ),
      alarms: [baselineInput(baseline)],
    }
  },
})
