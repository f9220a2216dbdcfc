import { useState } from 'react'
import { acts } from '../../../shared/record/index.ts'
import { isLengthOff } from '../../../shared/session/gap-length.ts'
import type { GapRecord, Session } from '../../../shared/session/types.ts'
import { MINUTE_MS } from '../../../shared/time.ts'
import { format, text } from '../../text/text.ts'
import { requestOrThrow } from '../../window/requests.ts'
import { FormError, SelectField, TextField } from '../fields/fields.tsx'
import { NumberField } from '../fields/NumberField.tsx'
import { numberOf } from '../fields/number.ts'
import { SheetForm } from '../fields/SheetForm.tsx'
import { useForm } from '../fields/useForm.ts'
import { SecondLook } from './SecondLook.tsx'

const words = text.doses.gaps

interface GapChangeProps {
  readonly session: Session
  readonly roomId: string
}

/** What was said of the gaps of which only the computer's clock tells how long they were, and where that is put right. */
export function GapChange({ session, roomId }: GapChangeProps) {
  const said = session.gaps.flatMap((gap, index) =>
    gap.byWallMs !== undefined && gap.confirmed ? [{ gap, number: index + 1 }] : [],
  )
  const [picked, setPicked] = useState(String(said.at(-1)?.number ?? ''))
  const [minutes, setMinutes] = useState('')
  const [reason, setReason] = useState('')
  const [right, setRight] = useState(false)
  const chosen = said.find(({ number }) => String(number) === picked) ?? said.at(-1)
  const lengthMin = numberOf(minutes)
  const isOff = chosen && lengthMin !== undefined && isLengthOff(chosen.gap, lengthMin)
  const form = useForm(async () => {
    if (!chosen || lengthMin === undefined) throw new Error(words.missing)
    await requestOrThrow('correctGap', roomId, {
      gapNumber: chosen.number,
      lengthMin,
      reason,
      ...(right ? { lengthConfirmed: true } : {}),
    })
    setMinutes('')
    setReason('')
    setRight(false)
  }, acts.correctGap.request)
  if (!chosen) return null
  return (
    <SheetForm form={form}>
      <fieldset data-testid="gaps-said">
        <legend>{words.title}</legend>
        <ul className="dose-list">
          {said.map(({ gap, number }) => (
            <li key={number}>
              {describe(gap)}
              {(gap.corrections ?? []).map(one => (
                <small key={one.at.monoMs}>{words.was(one.lengthMin ?? null, one.by, one.reason)}</small>
              ))}
            </li>
          ))}
        </ul>
        <p className="dim">{words.note}</p>
        {said.length > 1 ? (
          <SelectField
            label={words.which}
            value={String(chosen.number)}
            onChange={setPicked}
            options={said.map(({ gap, number }) => ({ value: String(number), label: describe(gap) }))}
          />
        ) : null}
        <NumberField
          name="lengthMin"
          label={words.minutes}
          unit={null}
          value={minutes}
          onChange={value => {
            setMinutes(value)
            setRight(false)
          }}
        />
        {isOff ? (
          <SecondLook gap={chosen.gap} lengthMin={lengthMin} right={right} onRight={setRight} />
        ) : null}
        <TextField label={text.sheets.fields.reason} value={reason} onChange={setReason} name="reason" />
        <FormError>{form.error}</FormError>
        <div className="sheet-actions">
          <button type="submit" aria-disabled={form.busy}>
            {words.correct}
          </button>
        </div>
      </fieldset>
    </SheetForm>
  )
}

function describe({ from, to, lengthMin, confirmed }: GapRecord): string {
  const minutes = lengthMin ?? Math.round(((to.monoMs - from.monoMs) / MINUTE_MS) * 10) / 10
  return words.said(format().time(from.wallMs), minutes, confirmed?.by ?? '')
}
