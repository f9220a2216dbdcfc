import { useState } from 'react'
import { omitUndefined } from '../../../shared/omit-undefined.ts'
import { ask, useLive } from '../../live/store.ts'
import { text } from '../../text/en.ts'
import { stayLocked, unlockScreen } from '../../window/lock.ts'
import { ensurePerson } from '../../window/requests.ts'
import { FormEnd } from '../fields/FormEnd.tsx'
import { Choices, readText, TextField } from '../fields/fields.tsx'
import { Sheet } from '../fields/Sheet.tsx'
import { useForm } from '../fields/useForm.ts'

const words = text.sheets.unlock

/** Ask who is at this locked screen: Enter for the last person, and a PIN where they have one. */
export function UnlockSheet() {
  const people = useLive(state => state.snapshot?.people) ?? []
  const current = useLive(state => state.snapshot?.currentPerson)
  const [chosen, setChosen] = useState(current ?? people[0]?.name ?? '')
  const [other, setOther] = useState('')
  const [pin, setPin] = useState('')
  const named = other.trim() === '' ? chosen : other.trim()
  const needsPin = people.some(({ name, hasPin }) => hasPin && name.toLowerCase() === named.toLowerCase())
  const form = useForm(async () => {
    const name = await ensurePerson(named, 'nurse')
    await ask('unlock', { name, ...omitUndefined({ pin: readText(pin) }) })
    unlockScreen()
  })
  return (
    <Sheet title={words.title} onClose={stayLocked}>
      <p className="dim">{words.note}</p>
      <form className="sheet-form" onSubmit={form.submit}>
        <Choices
          label={words.who}
          value={chosen}
          onChange={setChosen}
          options={people.map(({ name }) => ({ value: name, label: name }))}
        />
        <TextField label={text.sheets.acknowledge.other} value={other} onChange={setOther} />
        {needsPin ? (
          <TextField label={words.pin} type="password" value={pin} onChange={setPin} required autoFocus />
        ) : null}
        <FormEnd form={form} label={words.unlock} onCancel={stayLocked} autoFocus={!needsPin} />
      </form>
    </Sheet>
  )
}
