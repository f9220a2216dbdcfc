import './limits.css'
import { useState } from 'react'
import { type LimitAlarmId, limitAlarmIds, type Priority, priorities } from '../../../shared/alarm/ids.ts'
import { editableRanges } from '../../../shared/limit-ranges.ts'
import { movedFrom } from '../../../shared/session/moved-limits.ts'
import { useLive } from '../../live/store.ts'
import { text } from '../../text/en.ts'
import { request, requestOrThrow } from '../../window/requests.ts'
import { openSheet } from '../../window/ui.ts'
import { FormError, NumberField, readNumber } from '../fields/fields.tsx'
import { Sheet, type SheetRender } from '../fields/Sheet.tsx'
import { useForm } from '../fields/useForm.ts'

const words = text.sheets.limits

/** Every limit in force; those that may be moved, with how far. The core decides who may. */
export function LimitsSheet({ roomId, onClose }: SheetRender) {
  const view = useLive(state => (roomId ? state.rooms[roomId]?.view : undefined))
  const [edits, setEdits] = useState<Readonly<Record<string, string>>>({})
  const form = useForm(async () => {
    for (const [key, value] of Object.entries(edits)) {
      const [alarm, priority] = key.split(' ') as [LimitAlarmId, Priority]
      const limit = readNumber(words.names[alarm], value)
      if (limit === undefined || limit === view?.limits?.[alarm].levels[priority]?.limit) continue
      await requestOrThrow('changeLimit', roomId ?? '', { alarm, priority, limit })
    }
    onClose()
  })
  const backTo = async (alarm: LimitAlarmId, priority: Priority, limit: number) => {
    const done = await request('changeLimit', roomId ?? '', { alarm, priority, limit })
    if (done) setEdits(({ [`${alarm} ${priority}`]: _typed, ...others }) => others)
  }
  if (!view?.limits || !view.session) return null
  const { limits, session } = view
  return (
    <Sheet title={words.title} onClose={onClose}>
      <form className="sheet-form" onSubmit={form.submit}>
        <p className="dim">{words.note}</p>
        {limitAlarmIds.map(alarm => (
          <fieldset key={alarm} className="limit-row">
            <legend>{words.names[alarm]}</legend>
            {priorities.map(priority => {
              const level = limits[alarm].levels[priority]
              if (!level) return null
              const range = editableRanges[alarm]?.[priority]
              const standard = movedFrom(session.limitChanges, alarm, priority)
              const changed = standard === null ? '' : `${words.changed}, ${words.was(standard)}`
              const name = `${words.names[alarm]}, ${priority}`
              const key = `${alarm} ${priority}`
              const sign = limits[alarm].side === 'high' ? '≥' : '<'
              if (!range)
                return (
                  <p key={priority} className="dim">
                    {priority}: {sign} {level.limit} ({words.fixed})
                  </p>
                )
              return (
                <div key={priority} className="limit-level">
                  <NumberField
                    label={name}
                    value={edits[key] ?? String(level.limit)}
                    onChange={value => setEdits(before => ({ ...before, [key]: value }))}
                    min={range[0]}
                    max={range[1]}
                    hint={`${sign} ${words.range(range[0], range[1])} ${changed}`}
                  />
                  {standard === null ? null : (
                    <button
                      type="button"
                      aria-label={words.backOf(name, standard)}
                      onClick={() => void backTo(alarm, priority, standard)}
                    >
                      {words.back(standard)}
                    </button>
                  )}
                </div>
              )
            })}
          </fieldset>
        ))}
        <FormError>{form.error}</FormError>
        <div className="sheet-actions">
          <button type="submit" className="primary" disabled={form.busy || Object.keys(edits).length === 0}>
            {words.save}
          </button>
          <button type="button" onClick={() => openSheet('baseline')}>
            {text.room.actions.baseline}
            <kbd>i</kbd>
          </button>
          <button type="button" onClick={onClose}>
            {text.common.close}
          </button>
        </div>
      </form>
    </Sheet>
  )
}
