import { useState } from 'react'
import { omitUndefined } from '../../../shared/omit-undefined.ts'
import { acts } from '../../../shared/record/index.ts'
import { doubtDose, doubtRate, planDose } from '../../../shared/session/dose-plan.ts'
import type { Session } from '../../../shared/session/types.ts'
import { weightOf } from '../../../shared/session/weight.ts'
import { sayKept, text } from '../../text/text.ts'
import { requestOrThrow } from '../../window/requests.ts'
import { openSheet } from '../../window/ui.ts'
import { FormEnd } from '../fields/FormEnd.tsx'
import { readNumber, readText, TextField } from '../fields/fields.tsx'
import { NumberField } from '../fields/NumberField.tsx'
import { numberOf } from '../fields/number.ts'
import { SheetForm } from '../fields/SheetForm.tsx'
import { useForm } from '../fields/useForm.ts'
import { askedWeight, type KnownWeight, kgOf, startWeight, WeightField } from '../fields/WeightField.tsx'
import { DoseDoubtView, DosePlanView } from './DosePlan.tsx'

const words = text.sheets.dose
const { doses } = text

export interface DoseFormProps {
  readonly session: Session
  readonly roomId: string
  readonly onClose: () => void
}

/** T0: what is planned, what is given, and what is asked where the two differ. */
export function DoseStart({ session, roomId, onClose }: DoseFormProps) {
  const { preset } = session
  const [weight, setWeight] = useState(() => startWeight(session.patient.weightKg))
  const [mg, setMg] = useState('')
  const [rate, setRate] = useState('')
  const [lot, setLot] = useState('')
  const [minutesAgo, setMinutesAgo] = useState('')
  const [reason, setReason] = useState('')
  const form = useForm(async () => {
    await requestOrThrow(
      'startDosing',
      roomId,
      omitUndefined({
        ...askedWeight(weight),
        weightConfirmed: weight.right || undefined,
        mg: readNumber(words.mg, mg),
        rateMgPerH: readNumber(doses.pumpRate, rate),
        lot: readText(lot),
        minutesAgo: readNumber(doses.minutesAgo, minutesAgo),
        reason: readText(reason),
      }),
    )
    onClose()
  }, acts.startDosing.request)
  const asksWeight = 'mgPerKg' in preset.dose
  const asksMg = asksWeight || 'simulatedMg' in preset.dose
  const weightKg = kgOf(weight) ?? weightOf(session)?.kg
  const figure = figureOf(mg) ?? planDose(session, weightKg)?.mg
  const given = figureOf(mg)
  const doubt = given === undefined ? null : doubtDose(session, given, weightKg)
  const rateGiven = figureOf(rate)
  const rateDoubt =
    rateGiven === undefined || figure === undefined ? null : doubtRate(session, rateGiven, figure, weightKg)
  const perKg = given === undefined || weightKg === undefined ? null : given / weightKg
  return (
    <SheetForm form={form}>
      <p>{words.plan(sayKept(preset.label))}</p>
      <DosePlanView session={session} weightKg={weightKg} />
      {asksMg ? (
        <>
          <WeightField entry={weight} onEntry={setWeight} known={knownWeight(session)} />
          <div className="field-row">
            <NumberField
              label={words.mg}
              unit={null}
              name="mg"
              value={mg}
              onChange={setMg}
              hint={perKg === null ? text.sheets.fields.optional : words.perKg(perKg.toFixed(2))}
            />
            {preset.infusionMin === undefined ? null : (
              <NumberField
                label={doses.pumpRate}
                unit={null}
                name="rateMgPerH"
                value={rate}
                onChange={setRate}
                hint={text.sheets.fields.optional}
              />
            )}
          </div>
        </>
      ) : null}
      <DoseDoubtView doubt={doubt} />
      <DoseDoubtView doubt={rateDoubt} />
      <div className="field-row">
        <TextField
          name="lot"
          label={words.lot}
          value={lot}
          onChange={setLot}
          hint={text.sheets.fields.optional}
        />
        <MinutesAgo value={minutesAgo} onChange={setMinutesAgo} />
      </div>
      <ReasonField value={reason} onChange={setReason} isAsked={doubt !== null || rateDoubt !== null} />
      <FormEnd form={form} label={words.start} onCancel={onClose} />
      <ToDoses />
    </SheetForm>
  )
}

interface ValueProps {
  readonly value: string
  readonly onChange: (value: string) => void
}

export function MinutesAgo({ value, onChange }: ValueProps) {
  return (
    <NumberField
      name="minutesAgo"
      label={doses.minutesAgo}
      unit={null}
      value={value}
      onChange={onChange}
      hint={doses.minutesAgoHint}
    />
  )
}

export function ReasonField({ value, onChange, isAsked }: ValueProps & { readonly isAsked: boolean }) {
  return (
    <TextField
      name="reason"
      label={isAsked ? doses.why : text.sheets.fields.reason}
      value={value}
      onChange={onChange}
      required={isAsked}
      {...(isAsked ? {} : { hint: text.sheets.fields.optional })}
    />
  )
}

/** The way to what was given, the prescriber's plan and the weight. */
export function ToDoses() {
  return (
    <button type="button" className="quiet" onClick={() => openSheet('doses')}>
      {doses.toDoses}
      <kbd>0</kbd>
    </button>
  )
}

/** What is typed, as far as it is a figure yet. */
export function figureOf(value: string): number | undefined {
  const figure = numberOf(value)
  return figure !== undefined && figure > 0 ? figure : undefined
}

/** The last known weight: of this session, or of an earlier one. */
export function knownWeight(session: Session): KnownWeight | null {
  const said = weightOf(session)
  return said ? { kg: said.kg } : (session.earlierWeight ?? null)
}
