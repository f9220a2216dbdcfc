import { useState } from 'react'
import { access } from '../../../shared/ipc/access.ts'
import type { Proofs, RequestName } from '../../../shared/ipc.ts'
import { ask, useLive } from '../../live/store.ts'
import { text } from '../../text/text.ts'
import { SelectField, TextField } from '../fields/fields.tsx'

const words = text.people.second

/** Who signs beside whoever acts, with a PIN of their own, and what the form sends of it. */
export function useSecondSignature(request: RequestName) {
  const people = useLive(state => state.snapshot?.people) ?? []
  const [personId, setPersonId] = useState('')
  const [secret, setSecret] = useState('')
  const roles = access[request].second?.roles ?? []
  const able = people.filter(
    ({ active, proves, role }) => active && proves === 'secret' && roles.includes(role),
  )
  return {
    /** For this one sending. @throws Error with the core's sentence */
    async prove(): Promise<Proofs> {
      if (personId === '') return {}
      const { proof } = await ask('confirmPin', { personId, secret, for: request })
      return { secondProof: proof }
    },
    fields: (
      <fieldset>
        <legend>{words.legend}</legend>
        <SelectField
          label={words.who}
          value={personId}
          onChange={chosen => {
            setPersonId(chosen)
            setSecret('')
          }}
          options={[
            { value: '', label: words.nobody },
            ...able.map(({ id, name, role }) => ({
              value: id,
              label: `${name} · ${text.common.roles[role]}`,
            })),
          ]}
        />
        {personId === '' ? null : (
          <TextField label={words.pin} type="password" value={secret} onChange={setSecret} required />
        )}
      </fieldset>
    ),
  }
}
