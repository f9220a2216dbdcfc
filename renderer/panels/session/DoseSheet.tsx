import { useState } from 'react'
import { omitUndefined } from '../../../shared/omit-undefined.ts'
import { useLive } from '../../live/store.ts'
import { text } from '../../text/en.ts'
import { requestOrThrow } from '../../window/requests.ts'
import { Choices, FormError, NumberField, readNumber, readText, TextField } from '../fields/fields.tsx'
import { Sheet, type SheetRender } from '../fields/Sheet.tsx'
import { useForm } from '../fields/useForm.ts'

const words = text.sheets.dose

/** Start, next device, or end, as the phase asks. What the core wants a reason for, it says. */
export function DoseSheet({ roomId, onClose }: SheetRender) {
  const view = useLive(state => (roomId ? state.rooms[roomId]?.view : undefined))
  const session = view?.session
  const preset = session?.preset
  const [lot, setLot] = useState('')
  const [reason, setReason] = useState('')
  const [weight, setWeight] = useState(session?.patient.weightKg ? String(session.patient.weightKg) : '')
  const [mg, setMg] = useState('')
  const [how, setHow] = useState<'spat' | 'swallowed'>('spat')
  const more = () => omitUndefined({ reason: readText(reason) })

  const start = useForm(async () => {
    const figures = omitUndefined({
      lot: readText(lot),
      weightKg: readNumber(text.sheets.fields.weight, weight),
      mg: readNumber(words.mg, mg),
    })
    await requestOrThrow('startDosing', roomId ?? '', { ...figures, ...more() })
    onClose()
  })
  const next = useForm(async () => {
    await requestOrThrow('recordDevice', roomId ?? '', {
      ...omitUndefined({ lot: readText(lot) }),
      ...more(),
    })
    onClose()
  })
  const end = useForm(async () => {
    await requestOrThrow('endDosing', roomId ?? '', {
      ...more(),
      ...(preset?.holdMin === undefined ? {} : { how }),
    })
    onClose()
  })
  const booster = useForm(async () => {
    const figure = readNumber(words.mg, mg)
    if (figure === undefined) throw new Error(words.mgNeeded)
    await requestOrThrow('recordBooster', roomId ?? '', {
      mg: figure,
      ...omitUndefined({ lot: readText(lot) }),
      ...more(),
    })
    onClose()
  })
  const pausing = useForm(async () => {
    const paused = session?.infusionPauses.some(pause => !pause.to)
    if (paused) await requestOrThrow('resumeInfusion', roomId ?? '', {})
    else await requestOrThrow('pauseInfusion', roomId ?? '', more())
    onClose()
  })

  if (!session || !preset) return null
  const begun = session.t0 !== undefined
  const asksWeight = 'mgPerKg' in preset.dose
  const asksMg = asksWeight || 'simulatedMg' in preset.dose
  const boosting = begun && preset.boosters === true
  const perKg = Number(mg) / Number(weight)
  const paused = session.infusionPauses.some(pause => !pause.to)
  return (
    <Sheet title={words.title} onClose={onClose}>
      <form
        className="sheet-form"
        onSubmit={begun ? (preset.devices ? next : boosting ? booster : end).submit : start.submit}
      >
        <p>{words.plan(preset.label)}</p>
        {asksMg && (!begun || boosting) ? (
          <div className="field-row">
            {begun ? null : (
              <NumberField
                label={text.sheets.fields.weight}
                value={weight}
                onChange={setWeight}
                min={20}
                max={350}
              />
            )}
            <NumberField
              label={words.mg}
              value={mg}
              onChange={setMg}
              hint={
                Number.isFinite(perKg) && perKg > 0
                  ? words.perKg(perKg.toFixed(2))
                  : text.sheets.fields.optional
              }
            />
          </div>
        ) : null}
        {begun && preset.holdMin !== undefined ? (
          <Choices
            label={words.how}
            value={how}
            onChange={value => setHow(value as typeof how)}
            options={(['spat', 'swallowed'] as const).map(value => ({ value, label: words.ways[value] }))}
          />
        ) : null}
        {!begun || preset.devices || boosting ? (
          <TextField label={words.lot} value={lot} onChange={setLot} hint={text.sheets.fields.optional} />
        ) : null}
        <TextField
          label={text.sheets.fields.reason}
          value={reason}
          onChange={setReason}
          hint={text.sheets.fields.optional}
        />
        <FormError>{start.error ?? next.error ?? booster.error ?? end.error ?? pausing.error}</FormError>
        <div className="sheet-actions">
          {begun ? null : (
            <button type="submit" className="primary" disabled={start.busy}>
              {words.start}
            </button>
          )}
          {begun && preset.devices ? (
            <button type="submit" className="primary" disabled={next.busy}>
              {words.nextDevice(session.doses.length + 1)}
            </button>
          ) : null}
          {boosting ? (
            <button type="submit" className="primary" disabled={booster.busy}>
              {words.booster}
            </button>
          ) : null}
          {begun && preset.infusionMin !== undefined ? (
            <button type="button" onClick={() => pausing.submit()}>
              {paused ? words.resume : words.pause}
            </button>
          ) : null}
          {begun && session.phase === 'dosing' ? (
            <button type="button" onClick={() => end.submit()} disabled={end.busy}>
              {words.end}
            </button>
          ) : null}
          <button type="button" onClick={onClose}>
            {text.common.cancel}
          </button>
        </div>
      </form>
    </Sheet>
  )
}
