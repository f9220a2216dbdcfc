import { useState } from 'react'
import { ask, useLive } from '../../live/store.ts'
import { unlockSound, useSoundState } from '../../sound/index.ts'
import { text } from '../../text/text.ts'
import { FormError } from '../fields/fields.tsx'
import { Sheet, type SheetRender } from '../fields/Sheet.tsx'
import { useForm } from '../fields/useForm.ts'

const words = text.sheets.sound

/** No program can hear itself: a person says that the alarm can be heard where it must be (alarm standard, 4.4). */
export function SoundCheckSheet({ onClose }: SheetRender) {
  const checkedBy = useLive(state => state.snapshot?.sound.checkedBy)
  const state = useSoundState(sound => sound.state)
  const muted = useLive(sound => sound.snapshot?.sound.muted ?? false)
  const [played, setPlayed] = useState(false)
  const test = useForm(async () => {
    unlockSound()
    await ask('testSound', { priority: 'high' })
    setPlayed(true)
  })
  const confirm = useForm(async () => {
    await ask('confirmSound', {})
    onClose()
  })
  return (
    <Sheet title={words.title} onClose={onClose}>
      <p>{words.note}</p>
      <p className="dim">{checkedBy ? words.heardBy(checkedBy) : words.notYet}</p>
      {state === 'ok' ? null : (
        <p role="status">{state === 'blocked' ? text.room.soundBlocked : text.room.soundFailed}</p>
      )}
      {muted ? <p role="status">{words.muted}</p> : null}
      <FormError>{test.error ?? confirm.error}</FormError>
      <div className="sheet-actions">
        <button type="button" className="primary" onClick={test.submit} aria-disabled={test.busy}>
          {words.play}
        </button>
        <button type="button" onClick={confirm.submit} disabled={!played} aria-disabled={confirm.busy}>
          {words.heard}
        </button>
        <button type="button" onClick={onClose}>
          {text.common.close}
        </button>
      </div>
    </Sheet>
  )
}
