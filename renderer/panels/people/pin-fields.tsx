import { useState } from 'react'
import type { Access } from '../../../shared/ipc/access.ts'
import type { RequestName } from '../../../shared/ipc.ts'
import type { PersonView, Snapshot } from '../../../shared/views.ts'
import { ask } from '../../live/store.ts'
import { text } from '../../text/text.ts'
import { Choices, TextField } from '../fields/fields.tsx'
import type { Form } from '../fields/useForm.ts'

/** Whoever acts here, has a PIN, and has one of these roles. */
export function whoMayProve(snapshot: Snapshot | null, roles: Access['roles']): readonly PersonView[] {
  return (snapshot?.people ?? []).filter(
    ({ active, proves, role }) =>
      active && proves === 'secret' && (roles === 'anyWindow' || roles.includes(role)),
  )
}

/** One of several people, and what that person types. */
interface PinOf {
  readonly able: readonly PersonView[]
  readonly chosen: string
  readonly choose: (personId: string) => void
  readonly secret: string
  readonly type: (secret: string) => void
  /** Gives what is sent with the request. @throws Error with the core's sentence */
  readonly prove: (request: RequestName) => Promise<string>
}

/** @param first whose tile is chosen as the sheet opens, where that person is able */
export function usePinOf(able: readonly PersonView[], first: string | undefined): PinOf {
  const [chosen, choose] = useState((able.find(({ id }) => id === first) ?? able[0])?.id ?? '')
  const [secret, type] = useState('')
  return {
    able,
    chosen,
    choose,
    secret,
    type,
    prove: async request => (await ask('confirmPin', { personId: chosen, secret, for: request })).proof,
  }
}

interface OwnPinProps {
  readonly pin: PinOf
  readonly form: Form
  /** Of the tiles. */
  readonly label: string
  readonly autoFocus?: boolean
}

/** A tile and a PIN. */
export function OwnPinFields({ pin, form, label, autoFocus = false }: OwnPinProps) {
  return (
    <>
      <Choices
        label={label}
        value={pin.chosen}
        onChange={personId => {
          pin.choose(personId)
          // One person's PIN is never sent as another's.
          pin.type('')
          form.begin()
        }}
        options={pin.able.map(({ id, name, role }) => ({
          value: id,
          label: `${name} · ${text.common.roles[role]}`,
        }))}
      />
      <TextField
        label={text.people.signIn.pin}
        type="password"
        value={pin.secret}
        onChange={pin.type}
        name="secret"
        autoFocus={autoFocus}
      />
    </>
  )
}
