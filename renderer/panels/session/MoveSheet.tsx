import { useState } from 'react'
import { ask, useLive } from '../../live/store.ts'
import { text } from '../../text/text.ts'
import { notePlace, openPage, tell } from '../../window/ui.ts'
import { FormEnd } from '../fields/FormEnd.tsx'
import { SelectField } from '../fields/fields.tsx'
import { Sheet, type SheetRender } from '../fields/Sheet.tsx'
import { useForm } from '../fields/useForm.ts'

const words = text.patient.move

/** The session goes on in another room, where its patient is now (AR-23). */
export function MoveSheet({ roomId, onClose }: SheetRender) {
  const rooms = useLive(state => state.rooms)
  const free = Object.values(rooms).filter(({ view }) => !view.session)
  const [picked, setPicked] = useState('')
  const to = free.find(({ view }) => view.id === picked) ?? free[0]
  const form = useForm(async () => {
    if (!to) throw new Error(words.noRoom)
    const isThere = notePlace()
    const { id, name } = to.view
    await ask('moveSession', { roomId: roomId ?? '', toRoomId: id })
    if (isThere()) openPage({ name: 'room', roomId: id })
    tell(words.done(name))
  })
  return (
    <Sheet title={words.title} onClose={onClose}>
      <form className="sheet-form" onSubmit={form.submit}>
        <p>{words.note}</p>
        {to ? (
          <SelectField
            label={words.to}
            value={to.view.id}
            onChange={setPicked}
            options={free.map(({ view }) => ({ value: view.id, label: view.name }))}
          />
        ) : (
          <p>{words.noRoom}</p>
        )}
        <FormEnd form={form} label={words.now} onCancel={onClose} />
      </form>
    </Sheet>
  )
}
