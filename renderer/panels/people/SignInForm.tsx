import { useState } from 'react'
import { peopleRequests, type SignedIn } from '../../../shared/ipc/people.ts'
import { omitUndefined } from '../../../shared/omit-undefined.ts'
import { demoNurse } from '../../../shared/roles.ts'
import type { PersonView } from '../../../shared/views.ts'
import { ask, useLive } from '../../live/store.ts'
import { text } from '../../text/text.ts'
import { welcome } from '../../window/lock.ts'
import { tell } from '../../window/ui.ts'
import { FormEnd } from '../fields/FormEnd.tsx'
import { Choices, TextField } from '../fields/fields.tsx'
import { SheetForm } from '../fields/SheetForm.tsx'
import { useForm } from '../fields/useForm.ts'
import { NewPinFields } from './NewPinFields.tsx'

const words = text.people.signIn

interface SignInProps {
  /** Of the button that does it. */
  readonly label: string
  readonly onCancel: () => void
  readonly onDone: () => void
}

/** A tile and a PIN; whoever has a code chooses the PIN here. */
export function SignInForm({ label, onCancel, onDone }: SignInProps) {
  const snapshot = useLive(state => state.snapshot)
  const people = (snapshot?.people ?? []).filter(({ active }) => active)
  const [chosen, setChosen] = useState(snapshot?.you?.personId ?? people[0]?.id ?? demoNurse.id)
  const [secret, setSecret] = useState('')
  const [fresh, setFresh] = useState({ pin: '', again: '' })
  const person = people.find(({ id }) => id === chosen)
  const choosesPin = person?.proves === 'code' || person?.proves === 'old'
  const form = useForm(
    async () => {
      const notices = welcome(await come(chosen, person, secret, fresh.pin))
      onDone()
      if (notices.length > 0) tell(notices.join(' '))
    },
    peopleRequests[choosesPin ? 'choosePin' : 'signIn'].payload,
  )
  const choose = (id: string) => {
    setChosen(id)
    setSecret('')
    setFresh({ pin: '', again: '' })
    form.begin()
  }
  const needsSecret = choosesPin || person?.proves === 'secret'
  return (
    <SheetForm form={form} className="sheet-form sign-in">
      <Choices
        label={words.who}
        value={chosen}
        onChange={choose}
        options={[
          ...people.map(({ id, name, role }) => ({
            value: id,
            label: `${name} · ${text.common.roles[role]}`,
          })),
          { value: demoNurse.id, label: words.demo },
        ]}
      />
      {needsSecret ? (
        <TextField
          key={chosen}
          label={person.proves === 'secret' ? words.pin : person.proves === 'code' ? words.code : words.old}
          type="password"
          value={secret}
          onChange={setSecret}
          name={choosesPin ? 'code' : 'secret'}
          required
          autoFocus
        />
      ) : null}
      {choosesPin ? <NewPinFields note={words.chooseNote} value={fresh} onChange={setFresh} /> : null}
      <FormEnd form={form} label={label} onCancel={onCancel} autoFocus={!needsSecret} />
    </SheetForm>
  )
}

function come(
  personId: string,
  person: PersonView | undefined,
  secret: string,
  newPin: string,
): Promise<SignedIn> {
  if (!person) return ask('justSimulate', {})
  if (person.proves === 'code' || person.proves === 'old')
    return ask('choosePin', { personId, code: secret.trim(), secret: newPin })
  return ask('signIn', { personId, ...omitUndefined({ secret: secret === '' ? undefined : secret }) })
}
