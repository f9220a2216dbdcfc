import { useState } from 'react'
import { omitUndefined } from '../../../shared/omit-undefined.ts'
import { acts } from '../../../shared/record/index.ts'
import { type VitalId, vitals } from '../../../shared/vitals.ts'
import { text } from '../../text/text.ts'
import { requestOrThrow } from '../../window/requests.ts'
import { FormError, readNumber } from '../fields/fields.tsx'
import { NumberField } from '../fields/NumberField.tsx'
import { Sheet, type SheetRender } from '../fields/Sheet.tsx'
import { SheetForm } from '../fields/SheetForm.tsx'
import { useForm } from '../fields/useForm.ts'

const words = text.sheets.manual

/** Of a vital sign; how long ago it was read is in minutes by its label. */
function unitOf(field: string): string | null {
  const vital = field === 'pulse' ? 'pulseRate' : field
  return vital in vitals ? vitals[vital as VitalId].unit : null
}

/** Values read off another instrument. Odd ones are asked back, impossible ones refused by the core. */
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
  const field = (name: keyof typeof values) => (
    <NumberField
      label={words[name]}
      unit={unitOf(name)}
      value={values[name]}
      onChange={value => setValues(before => ({ ...before, [name]: value }))}
      name={name === 'pulse' ? 'pulseRate' : name}
      {...(name === 'minutesAgo' ? { hint: words.minutesAgoHint } : {})}
    />
  )
  const form = useForm(async () => {
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
  }, acts.recordManual.request)
  const doubted = confirmed || (form.error?.includes('confirm') ?? false)
  return (
    <Sheet title={words.title} onClose={onClose}>
      <SheetForm form={form}>
        <p className="dim">{words.note}</p>
        <div className="field-row">
          {field('systolic')}
          {field('diastolic')}
        </div>
        <div className="field-row">
          {field('mean')}
          {field('pulse')}
        </div>
        <div className="field-row">
          {field('spo2')}
          {field('minutesAgo')}
        </div>
        <FormError>{form.error}</FormError>
        {doubted ? (
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
