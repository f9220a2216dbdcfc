import { useState } from 'react'
import { omitUndefined } from '../../../shared/omit-undefined.ts'
import { useLive } from '../../live/store.ts'
import { text } from '../../text/text.ts'
import { requestOrThrow } from '../../window/requests.ts'
import { FormEnd } from '../fields/FormEnd.tsx'
import { NumberField, readNumber, readText, TextField } from '../fields/fields.tsx'
import { Sheet, type SheetRender } from '../fields/Sheet.tsx'
import { useForm } from '../fields/useForm.ts'
import { describeBaseline } from '../room/figures.ts'

const words = text.sheets.baseline

/** The pressure that rises are judged against, where the measured one is missing or was not at rest. */
export function BaselineSheet({ roomId, onClose }: SheetRender) {
  const view = useLive(state => (roomId ? state.rooms[roomId]?.view : undefined))
  const [systolic, setSystolic] = useState('')
  const [diastolic, setDiastolic] = useState('')
  const [mean, setMean] = useState('')
  const [reason, setReason] = useState('')
  const form = useForm(async () => {
    const said = readText(reason)
    const figures = {
      systolic: readNumber(words.systolic, systolic),
      diastolic: readNumber(words.diastolic, diastolic),
    }
    if (figures.systolic === undefined || figures.diastolic === undefined) throw new Error(words.needsFigures)
    if (said === undefined) throw new Error(words.needsReason)
    const { systolic: high, diastolic: low } = figures
    const rest = omitUndefined({ mean: readNumber(words.mean, mean) })
    await requestOrThrow('setBaseline', roomId ?? '', {
      systolic: high,
      diastolic: low,
      reason: said,
      ...rest,
    })
    onClose()
  })
  if (!view?.session) return null
  return (
    <Sheet title={words.title} onClose={onClose}>
      <form className="sheet-form" onSubmit={form.submit}>
        <p className="dim">{words.note}</p>
        <p>{describeBaseline(view.session, view.nibp) || text.room.tiles.noBaseline}</p>
        <div className="field-row">
          <NumberField label={words.systolic} value={systolic} onChange={setSystolic} min={40} max={300} />
          <NumberField label={words.diastolic} value={diastolic} onChange={setDiastolic} min={20} max={200} />
        </div>
        <NumberField
          label={words.mean}
          value={mean}
          onChange={setMean}
          min={25}
          max={250}
          hint={text.sheets.fields.optional}
        />
        <TextField label={text.sheets.fields.reason} value={reason} onChange={setReason} required />
        <FormEnd form={form} label={words.save} onCancel={onClose} />
      </form>
    </Sheet>
  )
}
