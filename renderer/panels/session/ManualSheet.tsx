import { useState } from 'react'
import { omitUndefined } from '../../../shared/omit-undefined.ts'
import { acts } from '../../../shared/record/index.ts'
import { vitals } from '../../../shared/vitals.ts'
import { text } from '../../text/text.ts'
import { requestOrThrow } from '../../window/requests.ts'
import { FormError, readNumber } from '../fields/fields.tsx'
import { NumberField } from '../fields/NumberField.tsx'
import { Sheet, type SheetRender } from '../fields/Sheet.tsx'
import { SheetForm } from '../fields/SheetForm.tsx'
import { type RefusedFields, useForm } from '../fields/useForm.ts'

const words = text.sheets.manual

const typedVitals = {
  systolic: 'systolic',
  diastolic: 'diastolic',
  mean: 'mean',
  pulse: 'pulseRate',
  spo2: 'spo2',
} as const
type TypedVital = keyof typeof typedVitals

const refusedFields: RefusedFields = {
  meanOutside: 'mean',
  noValue: 'systolic',
  pressureHalf: 'diastolic',
  pressureSwapped: 'systolic',
}

/** Values read off another instrument. Odd ones are asked back, impossible ones are none. */
export function ManualSheet({ roomId, onClose }: SheetRender) {
  const [values, setValues] = useState({
    systolic: '',
    diastolic: '',
    mean: '',
    pulse: '',
    spo2: '',
    minutesAgo: '',
  })
  const [confirmed, setConfirmed] = useState(false)
  const set = (name: keyof typeof values) => (value: string) => {
    setValues(before => ({ ...before, [name]: value }))
    // Another value was not looked at yet.
    setConfirmed(false)
    form.retract()
  }
  const field = (name: TypedVital, required = false) => {
    const vital = typedVitals[name]
    return (
      <NumberField
        label={words[name]}
        unit={vitals[vital].unit}
        value={values[name]}
        onChange={set(name)}
        name={vital}
        required={required}
      />
    )
  }
  const record = async () => {
    const number = (name: keyof typeof values) => readNumber(words[name], values[name])
    const entry = omitUndefined({
      systolic: number('systolic'),
      diastolic: number('diastolic'),
      mean: number('mean'),
      pulseRate: number('pulse'),
      spo2: number('spo2'),
      minutesAgo: number('minutesAgo'),
      confirmed: confirmed || undefined,
    })
    await requestOrThrow('recordManual', roomId ?? '', entry)
    onClose()
  }
  const form = useForm(record, acts.recordManual.request, refusedFields)
  const isDoubted = form.why === 'valueFarFromLast'
  const isHalf = (values.systolic.trim() === '') !== (values.diastolic.trim() === '')
  return (
    <Sheet title={words.title} onClose={onClose}>
      <SheetForm form={form}>
        <p className="dim">{words.note}</p>
        <div className="field-row">
          {field('systolic', isHalf)}
          {field('diastolic', isHalf)}
        </div>
        <div className="field-row">
          {field('mean')}
          {field('pulse')}
        </div>
        <div className="field-row">
          {field('spo2')}
          <NumberField
            label={words.minutesAgo}
            unit={null}
            value={values.minutesAgo}
            onChange={set('minutesAgo')}
            name="minutesAgo"
            hint={words.minutesAgoHint}
          />
        </div>
        <FormError>{form.error}</FormError>
        {confirmed || isDoubted ? (
          <label className="check">
            <input
              type="checkbox"
              checked={confirmed}
              onChange={event => setConfirmed(event.target.checked)}
            />
            {words.right}
          </label>
        ) : null}
        <div className="sheet-actions">
          <button type="submit" className="primary" aria-disabled={form.busy}>
            {words.record}
          </button>
          <button type="button" onClick={onClose}>
            {text.common.cancel}
          </button>
        </div>
      </SheetForm>
    </Sheet>
  )
}
