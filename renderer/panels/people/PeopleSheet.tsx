import { peopleRequests } from '../../../shared/ipc/people.ts'
import './people.css'
import { useState } from 'react'
import type { Enrolled } from '../../../shared/ipc/people.ts'
import { type Role, roles } from '../../../shared/roles.ts'
import type { PersonView } from '../../../shared/views.ts'
import { ask, useLive } from '../../live/store.ts'
import { format, text } from '../../text/text.ts'
import { attempt } from '../../window/ui.ts'
import { FormError, Select, SelectField, TextField } from '../fields/fields.tsx'
import { Sheet, type SheetRender } from '../fields/Sheet.tsx'
import { SheetForm } from '../fields/SheetForm.tsx'
import { useForm } from '../fields/useForm.ts'

const words = text.people.list
const roleOptions = roles.map(value => ({ value, label: text.common.roles[value] }))

/** Everybody who acts here, or did: enrolled, given a code, deactivated. */
export function PeopleSheet({ onClose }: SheetRender) {
  const people = useLive(state => state.snapshot?.people) ?? []
  const [given, setGiven] = useState<Enrolled | null>(null)
  return (
    <Sheet title={words.title} onClose={onClose} wide>
      <p className="dim">{words.forOthers}</p>
      {given ? <Code given={given} /> : null}
      <EnrolForm onGiven={setGiven} />
      <h3 id="people-known">{words.known}</h3>
      <ul className="people" aria-labelledby="people-known">
        {people.map(person => (
          <PersonRow key={person.id} person={person} onGiven={setGiven} />
        ))}
      </ul>
      <div className="sheet-actions">
        <button type="button" onClick={onClose}>
          {text.common.close}
        </button>
      </div>
    </Sheet>
  )
}

function Code({ given }: { readonly given: Enrolled }) {
  return (
    <section className="person-code" role="status" aria-label={words.codeTitle(given.name)}>
      <h3>{words.codeTitle(given.name)}</h3>
      <output data-testid="code">{given.code}</output>
      <p>{words.codeNote(format().dayTime(given.untilWallMs))}</p>
    </section>
  )
}

interface GivenProps {
  readonly onGiven: (given: Enrolled | null) => void
}

function EnrolForm({ onGiven }: GivenProps) {
  const [name, setName] = useState('')
  const [role, setRole] = useState<Role>('nurse')
  const form = useForm(async () => {
    onGiven(null)
    onGiven(await ask('addPerson', { name, role }))
    setName('')
  }, peopleRequests.addPerson.payload)
  return (
    <SheetForm form={form}>
      <fieldset>
        <legend>{words.enrol}</legend>
        <div className="field-row">
          <TextField label={words.name} value={name} onChange={setName} name="name" autoFocus />
          <SelectField
            label={words.role}
            value={role}
            onChange={value => setRole(value as Role)}
            options={roleOptions}
          />
        </div>
        <FormError>{form.error}</FormError>
        <button type="submit" className="primary" aria-disabled={form.busy}>
          {words.go}
        </button>
      </fieldset>
    </SheetForm>
  )
}

function PersonRow({ person, onGiven }: GivenProps & { readonly person: PersonView }) {
  const { id: personId, name, role, active, proves } = person
  const reset = () =>
    void attempt(async () => {
      onGiven(null)
      onGiven(await ask('resetPin', { personId }))
    })
  return (
    <li data-inactive={!active || undefined}>
      <span>
        <b>{name}</b> <span className="dim">{active ? words.state[proves] : words.inactive}</span>
      </span>
      {active ? (
        <>
          <Select
            label={words.roleOf(name)}
            value={role}
            onChange={chosen => void attempt(() => ask('changeRole', { personId, role: chosen as Role }))}
            options={roleOptions}
          />
          <button type="button" aria-label={words.resetOf(name)} onClick={reset}>
            {words.reset}
          </button>
        </>
      ) : (
        <span>{text.common.roles[role]}</span>
      )}
      <button
        type="button"
        aria-label={active ? words.deactivateOf(name) : words.activateOf(name)}
        onClick={() => void attempt(() => ask('setActive', { personId, active: !active }))}
      >
        {active ? words.deactivate : words.activate}
      </button>
    </li>
  )
}
