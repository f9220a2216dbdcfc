import type { AlarmInput } from '../alarm/input.ts'
import { givenReckoned } from '../record/dose-events.ts'
import type { measured, missed } from '../record/due.ts'
import type { EventOf } from '../record/event.ts'
import type { phase } from '../record/phase.ts'
import type { Instant } from '../time.ts'
import { baselineInput, formBaseline } from './baseline.ts'
import { dischargeTimes } from './discharge-times.ts'
import { infusedShare, roundMg } from './dosing.ts'
import { enterPhase } from './phases.ts'
import { replanDue } from './replan.ts'
import type { RoomState } from './room-state.ts'
import type { Dose, PumpRate, Session } from './types.ts'

type MoveEvent = EventOf<typeof phase | typeof measured | typeof missed | typeof givenReckoned>

interface Moved {
  readonly session: Session
  readonly events: readonly MoveEvent[]
  readonly alarms: readonly AlarmInput[]
}

/**
 * The session with other doses than before: T0, the end of dosing, the phase, the baseline and the list of measurements are
 * reckoned from them. What alarms, people and monitors have said stays as it was said.
 *
 * @param doses in the order in which they were given
 */
export function moveDoses(state: RoomState, doses: readonly Dose[], by: string, now: Instant): Moved {
  const { session } = state
  const t0 = doses[0]?.at
  if (!t0 || !session.t0) return withoutDose(session, by, now)
  const started: Session = { ...session, ...moveRates(session, t0), t0, doses }
  const timed = withPhases(withEnd({ ...started, doses: reckonGiven(started) }, session))
  const moved = t0.monoMs !== session.t0.monoMs
  const baseline = moved && !session.baseline?.setBy ? formBaseline(state, t0) : null
  const based: Session = baseline ? { ...timed, baseline } : timed
  const phased = withPhase(session, based, by, now)
  const planned = isTimedAlike(session, phased.session)
    ? { session: phased.session, events: [] }
    : replanDue(state, phased.session, now)
  const alarms: AlarmInput[] = baseline ? [baselineInput(baseline)] : []
  if (moved) alarms.push({ kind: 't0Moved', t0MonoMs: t0.monoMs })
  const told = tellGiven(session.doses, planned.session.doses, by)
  return { session: planned.session, events: [...told, ...phased.events, ...planned.events], alarms }
}

/**
 * No dose is left: the session is again where it was before T0. Pressure alarms stay in force, those of a rise too, until the
 * next T0 tells from what: a doubt about a dose is none about them. So does a baseline that a person has set.
 */
function withoutDose(session: Session, by: string, now: Instant): Moved {
  const { t0: _t0, dosingEnd: _end, baseline, extra: _extra, pumpRates: _rates, ...rest } = session
  const before = rest.phaseStarts.filter(({ phase }) => phase === 'prep' || phase === 'baseline')
  const phase = before.at(-1)?.phase === 'prep' ? 'prep' : 'baseline'
  const kept = baseline?.setBy ? { baseline } : {}
  const open: Session = { ...rest, ...kept, phaseStarts: before, doses: [], infusionPauses: [], due: [] }
  const entered = enterPhase(open, phase, now, by)
  return { session: entered.session, events: [entered.event], alarms: [] }
}

/** Another amount or lot asks for no other measurement. */
function isTimedAlike(before: Session, after: Session): boolean {
  const times = ({ doses, dosingEnd }: Session) =>
    [...doses.map(({ at }) => at), dosingEnd].map(at => at?.monoMs)
  const [was, is] = [times(before), times(after)]
  return was.length === is.length && was.every((ms, index) => ms === is[index])
}

/** The rate that the pump began with moves with T0. */
function moveRates({ pumpRates, t0: before }: Session, t0: Instant): { pumpRates?: readonly PumpRate[] } {
  if (!pumpRates) return {}
  return {
    pumpRates: pumpRates.map(rate => (rate.at.monoMs === before?.monoMs ? { ...rate, at: t0 } : rate)),
  }
}

/** What of an infusion that was ended early was given, from its rate and its time. */
export function reckonGiven(session: Session): readonly Dose[] {
  const { doses, t0, dosingEnd, infusionPauses, preset } = session
  if (preset.infusionMin === undefined || !dosingEnd || !t0) return doses
  const { share } = infusedShare(session, t0, infusionPauses, preset.infusionMin, dosingEnd)
  return doses.map(dose => {
    const { givenMg: _before, ...whole } = dose
    return share === 1 ? whole : { ...whole, givenMg: roundMg(dose.mg * share) }
  })
}

/** Where an infusion was ended early, and what was given of it turns out to be another amount: that, with the one before it. */
export function tellGiven(
  before: readonly Dose[],
  after: readonly Dose[],
  by: string,
  reason?: string,
): readonly EventOf<typeof givenReckoned>[] {
  return after.flatMap(({ id, drug, mg, givenMg }) => {
    const was = before.find(known => known.id === id)
    if (!was || (was.givenMg === undefined && givenMg === undefined)) return []
    const [beforeMg, nowMg] = [was.givenMg ?? was.mg, givenMg ?? mg]
    return beforeMg === nowMg ? [] : [givenReckoned.of({ id, drug, mg: nowMg, beforeMg, by, reason })]
  })
}

/** Injections and devices end dosing themselves; an infusion and a lozenge end when somebody says so. */
function withEnd(session: Session, before: Session): Session {
  const { preset, doses } = session
  const last = doses.at(-1)
  if (!before.dosingEnd || !last || preset.infusionMin !== undefined || preset.holdMin !== undefined)
    return session
  const count = preset.devices?.count ?? 1
  const endedBySomebody = before.doses.length < count
  if (doses.length >= count || endedBySomebody) return { ...session, dosingEnd: last.at }
  const { dosingEnd: _end, ...open } = session
  return open
}

/** Each phase from where it begins now. What began after T0 has not been before it. */
function withPhases(session: Session): Session {
  const { t0, dosingEnd, phaseStarts } = session
  if (!t0) return session
  const early = phaseStarts.filter(
    ({ phase, at }) => (phase === 'prep' || phase === 'baseline') && at.monoMs <= t0.monoMs,
  )
  const discharge = phaseStarts.filter(({ phase }) => phase === 'discharge')
  return {
    ...session,
    phaseStarts: [
      ...early,
      { phase: 'dosing', at: t0 },
      ...(dosingEnd ? [{ phase: 'observation' as const, at: dosingEnd }, ...discharge] : []),
    ],
  }
}

/**
 * The phase that follows from the doses and the time, after T0, a dose or the length of a gap was put right. Whoever began the discharge
 * assessment early, with a reason, has begun it; one that began because its time had come, waits for its time.
 *
 * @param before as it was thought to be
 */
export function withPhase(
  before: Session,
  session: Session,
  by: string,
  now: Instant,
): { readonly session: Session; readonly events: readonly EventOf<typeof phase>[] } {
  const { dosingEnd, phase: current } = session
  if (!dosingEnd) return current === 'dosing' ? { session, events: [] } : enter('dosing')
  if (current === 'dosing') return enter('observation')
  const times = dischargeTimes(session)
  if (current !== 'discharge' || !times || now.monoMs >= times.assessment) return { session, events: [] }
  const begunMs = before.phaseStarts.findLast(({ phase }) => phase === 'discharge')?.at.monoMs ?? now.monoMs
  const isEarly = begunMs < (dischargeTimes(before)?.assessment ?? 0)
  return isEarly ? { session, events: [] } : enter('observation')

  function enter(next: 'dosing' | 'observation') {
    const { event } = enterPhase(session, next, now, by)
    const phaseStarts = session.phaseStarts.filter(({ phase }) => phase !== 'discharge')
    return { session: { ...session, phase: next, phaseStarts }, events: [event] }
  }
}
