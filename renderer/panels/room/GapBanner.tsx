import { useState } from 'react'
import { isUnsure } from '../../../shared/session/elapsed.ts'
import { isLengthOff } from '../../../shared/session/gap-length.ts'
import type { GapRecord } from '../../../shared/session/types.ts'
import { MINUTE_MS } from '../../../shared/time.ts'
import { formatLength } from '../../live/clock.ts'
import type { LiveRoom } from '../../live/store.ts'
import { text } from '../../text/text.ts'
import { request } from '../../window/requests.ts'
import { readNumber } from '../fields/fields.tsx'
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
  const lengthMin = readNumber(words.gapMinutes, minutes)
  const isOff = lengthMin !== undefined && isLengthOff(gap, lengthMin)
  return (
    <form
      className="gap-banner"
      aria-label={words.confirmGap}
      onSubmit={event => {
        event.preventDefault()
        if (lengthMin !== undefined)
          void request('confirmGap', roomId, {
            gapNumber: number,
            lengthMin,
            ...(right ? { lengthConfirmed: true } : {}),
          })
      }}
    >
      <span role="status">{wentBack ? words.gapBack : words.gapUnsure(formatLength(lengthOf(gap)))}</span>
      <label>
        {words.gapMinutes}
        <input
          type="number"
          min={0}
          step="any"
          required
          value={minutes}
          onChange={event => {
            setMinutes(event.target.value)
            setRight(false)
          }}
        />
      </label>
      {isOff ? <SecondLook gap={gap} lengthMin={lengthMin} right={right} onRight={setRight} /> : null}
      <button type="submit">{words.confirmGap}</button>
    </form>
  )
}

function lengthOf({ from, to }: GapRecord): number {
  return to.monoMs - from.monoMs
}
