import './dose.css'
import {
  ceilingMg,
  type DoseDoubt,
  type DosePlan,
  planDose,
  plannedRate,
} from '../../../shared/session/dose-plan.ts'
import { givenInAll } from '../../../shared/session/given.ts'
import type { Dose, Session, Weight } from '../../../shared/session/types.ts'
import { shareOff, weightOf } from '../../../shared/session/weight.ts'
import { format, words as shared, text } from '../../text/text.ts'

const words = text.doses

interface DosePlanProps {
  readonly session: Session
  /** As it is being typed, or as it was said; in kg. */
  readonly weightKg: number | undefined
}

/** What is to be given, large, with what it is reckoned from, before anything is given. */
export function DosePlanView({ session, weightKg }: DosePlanProps) {
  const { preset } = session
  const plan = planDose(session, weightKg)
  const most = ceilingMg(session, weightKg)
  const before = givenInAll(session.doses)
  const said = weightOf(session)
  const mg = preset.devices && plan ? preset.devices.mgEach : plan?.mg
  return (
    <section className="dose-plan" data-testid="dose-plan" aria-label={words.planned}>
      <p className="dose-figure">
        {words.planned} <strong>{mg === undefined ? '–' : words.mg(mg)}</strong>
      </p>
      <div className="dose-facts">
        <p>{describePlan(session, plan, weightKg)}</p>
        {said && 'mgPerKg' in preset.dose ? <p className="dim">{describeWeight(said)}</p> : null}
        {most === null ? null : (
          <p className="dim">{before > 0 ? words.mostAfter(most, before) : words.most(most)}</p>
        )}
      </div>
    </section>
  )
}

function describePlan(session: Session, plan: DosePlan | null, weightKg: number | undefined): string {
  const { preset } = session
  const drug = words.drug(shared.drugs[preset.drug], shared.routes[preset.route])
  if (plan === null) return `${drug}: ${'mgPerKg' in preset.dose ? words.noWeight : words.noPlan}`
  const byWeight =
    plan.from === 'preset' && 'mgPerKg' in preset.dose && weightKg !== undefined
      ? words.byWeight(preset.dose.mgPerKg, weightKg)
      : words.from[plan.from]
  const rate = plannedRate(session, plan.mg)
  const over = rate === null || preset.infusionMin === undefined ? [] : [words.rate(rate, preset.infusionMin)]
  return [drug, byWeight, ...over].join(', ')
}

/** 'Weight 69.9 kg (entered as 154 lb), said when the session was opened 09:12 by Ada' */
export function describeWeight({ kg, enteredLb, source, at, by }: Weight): string {
  const weight = enteredLb === undefined ? words.kg(kg) : words.kgOfLb(kg, enteredLb)
  return words.weightSaid(weight, `${words.weightSource[source]} ${clock(at)}`, by)
}

/** '09:12  35 mg ketamine, lot K1, by Ada' */
export function describeDose({ at, mg, drug, device, lot, by }: Dose): string {
  return words.sheet.dose(clock(at), words.sheet.what(mg, shared.drugs[drug], device, lot), by)
}

/** The time of day. */
export function clock({ wallMs }: { readonly wallMs: number }): string {
  return format().minute(wallMs)
}

/** What speaks against the dose that is being typed. */
export function DoseDoubtView({ doubt }: { readonly doubt: DoseDoubt | null }) {
  if (doubt === null) return null
  return (
    <p className="second-look" role="status" data-doubt={doubt.step}>
      <b>{describeDoubt(doubt)}</b>
    </p>
  )
}

function describeDoubt({ step, about, figure, planned, ceiling }: DoseDoubt): string {
  const unit = about === 'rate' ? words.mgPerH : words.mg
  if (step === 'refuse') return words.doubt.refuse(unit(figure), unit(ceiling ?? 0))
  if (step === 'askPrescriber' && planned === null) return words.planDropped(unit(figure))
  const percent = planned === null ? 0 : Math.round(shareOff(figure, planned) * 100)
  return words.doubt[step](unit(figure), percent, unit(planned ?? 0))
}
