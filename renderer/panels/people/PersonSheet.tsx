import { useState } from 'react'
import { type Role, roles } from '../../../shared/roles.ts'
import { ask, useLive } from '../../live/store.ts'
import { text } from '../../text/en.ts'
import { lockScreen } from '../../window/lock.ts'
import { ensurePerson } from '../../window/requests.ts'
import { FormError, SelectField, TextField } from '../fields/fields.tsx'
import { Sheet, type SheetRender } from '../fields/Sheet.tsx'
import { useForm } from '../fields/useForm.ts'

const words = text.sheets.person

/** Whose name stands beside what is done at this computer from now on. */
export function PersonSheet({ onClose }: SheetRender) {
  const snapshot = useLive(state => state.snapshot)
  const [name, setName] = useState('')
  const [role, setRole] = useState<Role>('nurse')
  const take = async (who: string, as: Role) => {
    const known = await ensurePerson(who, as)
    await ask('setCurrentPerson', { name: known })
    onClose()
  }
  const form = useForm(() => take(name, role))
  return (
    <Sheet title={words.title} onClose={onClose}>
      {(snapshot?.people.length ?? 0) > 0 ? (
        <fieldset className="choices">
          <legend>{words.known}</legend>
          {snapshot?.people.map(person => (
            <button key={person.name} type="button" onClick={() => void take(person.name, person.role)}>
              {person.name} <span className="dim">{text.common.roles[person.role]}</span>
            </button>
          ))}
        </fieldset>
      ) : null}
      <form className="sheet-form" onSubmit={form.submit}>
        <TextField label={words.name} value={name} onChange={setName} required />
        <SelectField
          label={text.sheets.fields.role}
          value={role}
          onChange={value => setRole(value as Role)}
          options={roles.map(value => ({ value, label: text.common.roles[value] }))}
        />
        <FormError>{form.error}</FormError>
        <div className="sheet-actions">
          <button type="submit" className="primary" disabled={form.busy || name.trim() === ''}>
            {words.save}
          </button>
          <button type="button" onClick={onClose}>
            {text.common.cancel}
          </button>
        </div>
      </form>
      {snapshot?.people.length ? (
        <div className="sheet-actions">
          <button
            type="button"
            onClick={() => {
              onClose()
              lockScreen()
            }}
          >
            {words.lock}
          </button>
        </div>
      ) : null}
    </Sheet>
  )
}
