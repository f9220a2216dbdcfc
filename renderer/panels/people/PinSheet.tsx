import { useState } from 'react'
import { access } from '../../../shared/ipc/access.ts'
import { ask, useLive } from '../../live/store.ts'
import { text } from '../../text/en.ts'
import type { Waiting } from '../../window/prove.ts'
import { FormEnd } from '../fields/FormEnd.tsx'
import { Choices, TextField } from '../fields/fields.tsx'
import { Sheet } from '../fields/Sheet.tsx'
import { useForm } from '../fields/useForm.ts'

const words = text.people.pin

/** The PIN of whoever is here, or of a person beside: then it is that person who acts. */
export function PinSheet({ waiting: { request, why, done } }: { readonly waiting: Waiting }) {
  const snapshot = useLive(state => state.snapshot)
  const { roles } = access[request]
  const able = (snapshot?.people ?? []).filter(
    ({ active, proves, role }) =>
      active && proves === 'secret' && (roles === 'anyWindow' || roles.includes(role)),
  )
  const own = able.find(({ id }) => id === snapshot?.you?.personId)
  const [chosen, setChosen] = useState((own ?? able[0])?.id ?? '')
  const [secret, setSecret] = useState('')
  const isSetUp = snapshot?.isSetUp ?? false
  const leave = () => done(null)
  const form = useForm(async () => {
    const { proof } = await ask('confirmPin', { personId: chosen, secret, for: request })
    done({ proof })
  })
  return (
    <Sheet title={words.title} onClose={leave}>
      <form className="sheet-form" onSubmit={form.submit}>
        <p>{able.length > 0 ? why : isSetUp ? words.nobody : words.notSetUp}</p>
        {able.length === 0 ? null : (
          <>
            <Choices
              label={words.who}
              value={chosen}
              onChange={setChosen}
              options={able.map(({ id, name, role }) => ({
                value: id,
                label: `${name} · ${text.common.roles[role]}`,
              }))}
            />
            <TextField
              label={text.people.signIn.pin}
              type="password"
              value={secret}
              onChange={setSecret}
              required
              autoFocus
            />
          </>
        )}
        <FormEnd form={form} label={words.go} onCancel={leave} />
      </form>
    </Sheet>
  )
}
