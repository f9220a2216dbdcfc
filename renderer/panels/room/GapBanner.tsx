import { useState } from 'react'
import { acts } from '../../../shared/record/index.ts'
import { isUnsure } from '../../../shared/session/elapsed.ts'
import { isLengthOff } from '../../../shared/session/gap-length.ts'
import type { GapRecord } from '../../../shared/session/types.ts'
import { MINUTE_MS } from '../../../shared/time.ts'
import { formatLength } from '../../live/clock.ts'
import type { LiveRoom } from '../../live/store.ts'
import { text } from '../../text/text.ts'
import { asPerson, request, requestOrThrow } from '../../window/requests.ts'
import { FormError } from '../fields/fields.tsx'
import { NumberField } from '../fields/NumberField.tsx'
import { numberOf } from '../fields/number.ts'
import { SheetForm } from '../fields/SheetForm.tsx'
import { useForm } from '../fields/useForm.ts'
import { SecondLook } from '../session/SecondLook.tsx'

const words = text.room

/**
 * The monitoring was interrupted for more than 30 s: a person must say that nothing was mixed up (AR-13), and how long it was
 * where only the computer's wall clock tells that (AR-22).
 */
export function GapBanner({ room }: { readonly room: LiveRoom }) {
  const gaps = room.view.session?.gaps ?? []
  const open = gaps.filter(({ confirmed }) => !confirmed)
  const gap = open.find(isUnsure) ?? open[0]
  if (!gap) return null
  // What is confirmed is the one that was seen here.
  const number = gaps.indexOf(gap) + 1
  if (isUnsure(gap)) return <UnsureGap key={number} roomId={room.view.id} gap={gap} number={number} />
  return (
    <p className="gap-banner" role="status">
      {words.gap(formatLength(lengthOf(gap)))}
      <button type="button" onClick={() => void request('confirmGap', room.view.id, { gapNumber: number })}>
        {words.confirmGap}
      </button>
    </p>
  )
}

interface UnsureGapProps {
  readonly roomId: string
  readonly gap: GapRecord
  readonly number: number
}

function UnsureGap({ roomId, gap, number }: UnsureGapProps) {
  const wentBack = (gap.byWallMs ?? 0) < 0
  const [minutes, setMinutes] = useState(wentBack ? '' : String(Math.round(lengthOf(gap) / MINUTE_MS)))
  const [right, setRight] = useState(false)
  const lengthMin = numberOf(minutes)
  const isOff = lengthMin !== undefined && isLengthOff(gap, lengthMin)
  const form = useForm(async () => {
    if (lengthMin !== undefined)
      await asPerson(() =>
        requestOrThrow('confirmGap', roomId, {
          gapNumber: number,
          lengthMin,
          ...(right ? { lengthConfirmed: true } : {}),
        }),
      )
  }, acts.confirmGap.request)
  return (
    <SheetForm form={form} className="gap-banner" label={words.confirmGap}>
      <span role="status">{wentBack ? words.gapBack : words.gapUnsure(formatLength(lengthOf(gap)))}</span>
      <NumberField
        label={words.gapMinutes}
        unit={null}
        name="lengthMin"
        value={minutes}
        onChange={value => {
          setMinutes(value)
          setRight(false)
        }}
        required
      />
      {isOff ? <SecondLook gap={gap} lengthMin={lengthMin} right={right} onRight={setRight} /> : null}
      <FormError>{form.error}</FormError>
      <button type="submit" aria-disabled={form.busy}>
        {words.confirmGap}
      </button>
    </SheetForm>
  )
}

function lengthOf({ from, to }: GapRecord): number {
  return to.monoMs - from.monoMs
}
