import { tidySecret, whyNotSecret } from '../../../shared/people/secret-rules.ts'
import { wordRefusal } from '../../../shared/words/refusal.ts'
import { words as shared, text } from '../../text/text.ts'
import { TextField } from '../fields/fields.tsx'

const words = text.people.signIn

interface NewPin {
  readonly pin: string
  readonly again: string
}

interface NewPinProps {
  readonly note?: string
  readonly value: NewPin
  readonly onChange: (value: NewPin) => void
}

/** A new PIN, typed twice. */
export function NewPinFields({ note, value, onChange }: NewPinProps) {
  return (
    <>
      {note === undefined ? null : <p className="dim">{note}</p>}
      <TextField
        label={words.newPin}
        type="password"
        hint={words.rule}
        value={value.pin}
        onChange={pin => onChange({ ...value, pin })}
        required
      />
      <TextField
        label={words.again}
        type="password"
        value={value.again}
        onChange={again => onChange({ ...value, again })}
        required
      />
    </>
  )
}

/** The PIN that was typed. @throws Error where the two differ, or it is too easy */
export function readNewPin({ pin, again }: NewPin): string {
  if (pin !== again) throw new Error(words.differs)
  const why = whyNotSecret(tidySecret(pin))
  if (why !== null) throw new Error(wordRefusal(why, shared))
  return pin
}
