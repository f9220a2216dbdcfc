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
        name="secret"
        also={whyNoPin}
      />
      <TextField
        label={words.again}
        type="password"
        value={value.again}
        onChange={again => onChange({ ...value, again })}
        also={again => (again === value.pin ? null : words.differs)}
        required
      />
    </>
  )
}

function whyNoPin(typed: string): string | null {
  const why = whyNotSecret(tidySecret(typed))
  return why === null ? null : wordRefusal(why, shared)
}
