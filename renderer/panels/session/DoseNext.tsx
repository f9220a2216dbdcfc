import { useState } from 'react'
import { omitUndefined } from '../../../shared/omit-undefined.ts'
import { acts } from '../../../shared/record/index.ts'
import { doubtDose, doubtRate } from '../../../shared/session/dose-plan.ts'
import { nextDevice } from '../../../shared/session/dosing.ts'
import { weightOf } from '../../../shared/session/weight.ts'
import { sayKept, text } from '../../text/text.ts'
import { requestOrThrow } from '../../window/requests.ts'
import { Choices, FormError, readNumber, readText, TextField } from '../fields/fields.tsx'
import { NumberField } from '../fields/NumberField.tsx'
import { SheetForm } from '../fields/SheetForm.tsx'
import { useForm } from '../fields/useForm.ts'
import { DoseDoubtView, DosePlanView } from './DosePlan.tsx'
import { type DoseFormProps, figureOf, MinutesAgo, ReasonField, ToDoses } from './DoseStart.tsx'

const words = text.sheets.dose
const { doses } = text

/** After T0: the next device, a further dose, the pump, the end. What the core wants a reason for, it says. */
export function DoseNext({ session, roomId, onClose }: DoseFormProps) {
  const { preset } = session
  const [mg, setMg] = useState('')
  const [rate, setRate] = useState('')
  const [lot, setLot] = useState('')
  const [minutesAgo, setMinutesAgo] = useState('')
  const [reason, setReason] = useState('')
  const [how, setHow] = useState<'spat' | 'swallowed'>('spat')
  const isDosing = session.phase === 'dosing'
  const boosting = preset.boosters === true
  const paused = session.infusionPauses.some(pause => !pause.to)
  const more = () =>
    omitUndefined({
      minutesAgo: readNumber(doses.minutesAgo, minutesAgo),
      reason: readText(reason),
    })
  const next = useForm(async () => {
    await requestOrThrow('recordDevice', roomId, { ...omitUndefined({ lot: readText(lot) }), ...more() })
    onClose()
  }, acts.recordDevice.request)
  const booster = useForm(async () => {
    const figure = readNumber(words.mg, mg)
    if (figure === undefined) throw new Error(words.mgNeeded)
    await requestOrThrow('recordBooster', roomId, {
      mg: figure,
      ...omitUndefined({ lot: readText(lot) }),
      ...more(),
    })
    onClose()
  }, acts.recordBooster.request)
  const end = useForm(async () => {
    await requestOrThrow('endDosing', roomId, { ...more(), ...(preset.holdMin === undefined ? {} : { how }) })
    onClose()
  }, acts.endDosing.request)
  const pausing = useForm(
    async () => {
      if (paused) {
        const rateMgPerH = readNumber(doses.pumpRate, rate)
        await requestOrThrow('resumeInfusion', roomId, { ...more(), ...omitUndefined({ rateMgPerH }) })
      } else await requestOrThrow('pauseInfusion', roomId, more())
      onClose()
    },
    paused ? acts.resumeInfusion.request : acts.pauseInfusion.request,
  )
  const weightKg = weightOf(session)?.kg
  const [given, rateGiven] = [figureOf(mg), figureOf(rate)]
  const doubt = boosting && given !== undefined ? doubtDose(session, given, weightKg) : null
  const rateDoubt =
    rateGiven === undefined ? null : doubtRate(session, rateGiven, session.doses.at(-1)?.mg ?? 0, weightKg)
  const isDevice = preset.devices !== undefined && isDosing
  return (
    <SheetForm form={isDevice ? next : boosting ? booster : end} others={[next, booster, end, pausing]}>
      <p>{words.plan(sayKept(preset.label))}</p>
      {isDevice || boosting ? <DosePlanView session={session} weightKg={weightKg} /> : null}
      {boosting ? <NumberField name="mg" label={words.mg} unit={null} value={mg} onChange={setMg} /> : null}
      {paused ? (
        <NumberField
          name="rateMgPerH"
          label={doses.pumpRate}
          unit={null}
          value={rate}
          onChange={setRate}
          hint={text.sheets.fields.optional}
        />
      ) : null}
      {isDosing && preset.holdMin !== undefined ? (
        <Choices
          label={words.how}
          value={how}
          onChange={value => setHow(value as typeof how)}
          options={(['spat', 'swallowed'] as const).map(value => ({ value, label: words.ways[value] }))}
        />
      ) : null}
      <DoseDoubtView doubt={doubt ?? rateDoubt} />
      <div className="field-row">
        {isDevice || boosting ? (
          <TextField
            name="lot"
            label={words.lot}
            value={lot}
            onChange={setLot}
            hint={text.sheets.fields.optional}
          />
        ) : null}
        <MinutesAgo value={minutesAgo} onChange={setMinutesAgo} />
      </div>
      <ReasonField value={reason} onChange={setReason} isAsked={doubt !== null || rateDoubt !== null} />
      <FormError>{next.error ?? booster.error ?? end.error ?? pausing.error}</FormError>
      <div className="sheet-actions">
        {isDevice ? (
          <button type="submit" className="primary" aria-disabled={next.busy}>
            {words.nextDevice(nextDevice(session.doses))}
          </button>
        ) : null}
        {boosting ? (
          <button type="submit" className="primary" aria-disabled={booster.busy}>
            {words.booster}
          </button>
        ) : null}
        {isDosing && preset.infusionMin !== undefined ? (
          <button type="button" onClick={() => pausing.submit()}>
            {paused ? words.resume : words.pause}
          </button>
        ) : null}
        {isDosing ? (
          <button type="button" onClick={() => end.submit()} aria-disabled={end.busy}>
            {words.end}
          </button>
        ) : null}
        <button type="button" onClick={onClose}>
          {text.common.cancel}
        </button>
      </div>
      <ToDoses />
    </SheetForm>
  )
}
