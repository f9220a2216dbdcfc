import { useState } from 'react'
import { omitUndefined } from '../../../shared/omit-undefined.ts'
import { acts } from '../../../shared/record/index.ts'
import { vitals } from '../../../shared/vitals.ts'
import { useLive } from '../../live/store.ts'
import { text } from '../../text/text.ts'
import { requestOrThrow } from '../../window/requests.ts'
import { FormEnd } from '../fields/FormEnd.tsx'
import { readNumber, TextField } from '../fields/fields.tsx'
import { NumberField } from '../fields/NumberField.tsx'
import { Sheet, type SheetRender } from '../fields/Sheet.tsx'
import { SheetForm } from '../fields/SheetForm.tsx'
import { useForm } from '../fields/useForm.ts'
import { describeBaseline } from '../room/figures.ts'

const words = text.sheets.baseline
const { unit: mmHg } = vitals.systolic

/** The pressure that rises are judged against, where the measured one is missing or was not at rest. */
export function BaselineSheet({ roomId, onClose }: SheetRender) {
  const view = useLive(state => (roomId ? state.rooms[roomId]?.view : undefined))
  const [systolic, setSystolic] = useState('')
  const [diastolic, setDiastolic] = useState('')
  const [mean, setMean] = useState('')
  const [reason, setReason] = useState('')
  const save = async () => {
    const figures = {
      systolic: readNumber(words.systolic, systolic),
      diastolic: readNumber(words.diastolic, diastolic),
    }
    if (figures.systolic === undefined || figures.diastolic === undefined) throw new Error(words.needsFigures)
    const { systolic: high, diastolic: low } = figures
    const rest = omitUndefined({ mean: readNumber(words.mean, mean) })
    await requestOrThrow('setBaseline', roomId ?? '', {
      systolic: high,
      diastolic: low,
      reason,
      ...rest,
    })
    onClose()
  }
  const form = useForm(save, acts.setBaseline.request, {
    systolicNotAboveDiastolic: 'systolic',
    meanOutside: 'mean',
  })
  if (!view?.session) return null
  return (
    <Sheet title={words.title} onClose={onClose}>
      <SheetForm form={form}>
        <p className="dim">{words.note}</p>
        <p>{describeBaseline(view.session, view.nibp) || text.room.tiles.noBaseline}</p>
        <div className="field-row">
          <NumberField
            label={words.systolic}
            unit={mmHg}
            value={systolic}
            onChange={setSystolic}
            name="systolic"
          />
          <NumberField
            label={words.diastolic}
            unit={mmHg}
            value={diastolic}
            onChange={setDiastolic}
            name="diastolic"
          />
        </div>
        <NumberField
          label={words.mean}
          unit={mmHg}
          value={mean}
          onChange={setMean}
          name="mean"
          hint={text.sheets.fields.optional}
        />
        <TextField
          label={text.sheets.fields.reason}
          value={reason}
          onChange={setReason}
          name="reason"
          missing={words.needsReason}
        />
        <FormEnd form={form} label={words.save} onCancel={onClose} />
      </SheetForm>
    </Sheet>
  )
}
