import { useState } from 'react'
import { omitUndefined } from '../../../shared/omit-undefined.ts'
import { acts } from '../../../shared/record/index.ts'
import type { Session } from '../../../shared/session/types.ts'
import { text } from '../../text/text.ts'
import { requestOrThrow } from '../../window/requests.ts'
import { FormError, readNumber, readText, SelectField, TextField } from '../fields/fields.tsx'
import { NumberField } from '../fields/NumberField.tsx'
import { SheetForm } from '../fields/SheetForm.tsx'
import { useForm } from '../fields/useForm.ts'
import { askedWeight, startWeight, WeightField } from '../fields/WeightField.tsx'
import { describeDose } from './DosePlan.tsx'
import { knownWeight } from './DoseStart.tsx'

const words = text.doses.sheet

interface ChangeProps {
  readonly session: Session
  readonly roomId: string
}

/** A dose that was recorded wrongly: another amount, lot or time, or none at all. */
export function DoseChange({ session, roomId }: ChangeProps) {
  const { doses } = session
  const [picked, setPicked] = useState(doses.at(-1)?.id ?? '')
  // One that is withdrawn while the sheet is open cannot be meant any more.
  const dose = doses.find(({ id }) => id === picked)?.id ?? doses.at(-1)?.id ?? ''
  const [mg, setMg] = useState('')
  const [lot, setLot] = useState('')
  const [minutesAgo, setMinutesAgo] = useState('')
  const [reason, setReason] = useState('')
  const clear = () => {
    setMg('')
    setLot('')
    setMinutesAgo('')
    setReason('')
  }
  const correct = useForm(async () => {
    await requestOrThrow('correctDose', roomId, {
      dose,
      reason,
      ...omitUndefined({
        mg: readNumber(words.mg, mg),
        lot: readText(lot),
        minutesAgo: readNumber(words.minutesAgo, minutesAgo),
      }),
    })
    clear()
  }, acts.correctDose.request)
  const withdraw = useForm(async () => {
    await requestOrThrow('withdrawDose', roomId, { dose, reason })
    clear()
  }, acts.withdrawDose.request)
  return (
    <SheetForm form={correct} others={[withdraw]}>
      <fieldset>
        <legend>{words.change}</legend>
        <p className="dim">{words.changeNote}</p>
        <SelectField
          label={words.which}
          value={dose}
          onChange={setPicked}
          options={doses.map(each => ({ value: each.id, label: describeDose(each) }))}
        />
        <div className="field-row">
          {session.preset.devices ? null : (
            <NumberField
              name="mg"
              label={words.mg}
              unit={null}
              value={mg}
              onChange={setMg}
              hint={text.sheets.fields.optional}
            />
          )}
          <TextField
            name="lot"
            label={words.lot}
            value={lot}
            onChange={setLot}
            hint={text.sheets.fields.optional}
          />
        </div>
        <NumberField
          name="minutesAgo"
          label={words.minutesAgo}
          unit={null}
          value={minutesAgo}
          onChange={setMinutesAgo}
          hint={text.sheets.fields.optional}
        />
        <TextField label={text.sheets.fields.reason} value={reason} onChange={setReason} name="reason" />
        <FormError>{correct.error ?? withdraw.error}</FormError>
        <div className="sheet-actions">
          <button type="submit" aria-disabled={correct.busy}>
            {words.correct}
          </button>
          <button type="button" onClick={() => withdraw.submit()} aria-disabled={withdraw.busy}>
            {words.withdraw}
          </button>
        </div>
      </fieldset>
    </SheetForm>
  )
}

/** What the prescriber wants given to this patient, instead of what the preset says. */
export function PlanChange({ roomId }: Pick<ChangeProps, 'roomId'>) {
  const [mg, setMg] = useState('')
  const [reason, setReason] = useState('')
  const form = useForm(async () => {
    const figure = readNumber(words.mg, mg)
    if (figure === undefined) throw new Error(text.sheets.dose.mgNeeded)
    await requestOrThrow('planDose', roomId, { mg: figure, reason })
    setMg('')
    setReason('')
  }, acts.planDose.request)
  return (
    <SheetForm form={form}>
      <fieldset>
        <legend>{words.plan}</legend>
        <NumberField name="mg" label={words.mg} unit={null} value={mg} onChange={setMg} />
        <TextField label={text.sheets.fields.reason} value={reason} onChange={setReason} name="reason" />
        <FormError>{form.error}</FormError>
        <div className="sheet-actions">
          <button type="submit" aria-disabled={form.busy}>
            {words.planNow}
          </button>
        </div>
      </fieldset>
    </SheetForm>
  )
}

/** Another weight than was said: the one before stays in the record. */
export function WeightChange({ session, roomId }: ChangeProps) {
  const [weight, setWeight] = useState(() => startWeight())
  const [reason, setReason] = useState('')
  const form = useForm(async () => {
    const weightConfirmed = weight.right || undefined
    await requestOrThrow('changeWeight', roomId, {
      ...askedWeight(weight),
      ...omitUndefined({ weightConfirmed }),
      reason,
    })
    setWeight(startWeight())
    setReason('')
  }, acts.changeWeight.request)
  return (
    <SheetForm form={form}>
      <fieldset>
        <legend>{words.weight}</legend>
        <WeightField entry={weight} onEntry={setWeight} known={knownWeight(session)} required />
        <TextField label={text.sheets.fields.reason} value={reason} onChange={setReason} name="reason" />
        <FormError>{form.error}</FormError>
        <div className="sheet-actions">
          <button type="submit" aria-disabled={form.busy}>
            {words.weightNow}
          </button>
        </div>
      </fieldset>
    </SheetForm>
  )
}
