import { useState } from 'react'
import { limitAlarmIds, type Priority, priorities } from '../../../shared/alarm/ids.ts'
import { editableRanges, makeLimits } from '../../../shared/limits.ts'
import { findPreset } from '../../../shared/presets/index.ts'
import { actOrThrow } from '../../app/acts.ts'
import type { SheetRender } from '../../app/sheets.ts'
import { openSheet } from '../../app/ui.ts'
import { useLive } from '../../live/store.ts'
import { text } from '../../text/en.ts'
import { FormError, NumberField, readNumber } from '../fields/fields.tsx'
import { useForm } from '../fields/useForm.ts'
import { Sheet } from '../sheet/Sheet.tsx'

const words = text.sheets.limits

/** Every limit in force; those that may be moved, with how far. The core decides who may. */
export function LimitsSheet({ roomId, onClose }: SheetRender) {
  const view = useLive(state => (roomId ? state.rooms[roomId]?.view : undefined))
  const [edits, setEdits] = useState<Readonly<Record<string, string>>>({})
  const form = useForm(async () => {
    for (const [key, value] of Object.entries(edits)) {
      const [alarm, priority] = key.split(' ') as [(typeof limitAlarmIds)[number], Priority]
      const limit = readNumber(words.names[alarm], value)
      if (limit === undefined || limit === view?.limits?.[alarm].levels[priority]?.limit) continue
      await actOrThrow('changeLimit', roomId ?? '', { alarm, priority, limit })
    }
    onClose()
  })
  const preset = view?.session ? findPreset(view.session.preset.id) : undefined
  if (!view?.limits || !preset) return null
  const { limits } = view
  const defaults = makeLimits(preset.limits)
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
              const standard = defaults[alarm].levels[priority]?.limit
              const changed = standard !== level.limit ? `${words.changed}, ${words.was(standard ?? 0)}` : ''
              const key = `${alarm} ${priority}`
              const sign = limits[alarm].side === 'high' ? '≥' : '<'
              if (!range)
                return (
                  <p key={priority} className="dim">
                    {priority}: {sign} {level.limit} ({words.fixed})
                  </p>
                )
              return (
                <NumberField
                  key={priority}
                  label={`${words.names[alarm]}, ${priority}`}
                  value={edits[key] ?? String(level.limit)}
                  onChange={value => setEdits(before => ({ ...before, [key]: value }))}
                  min={range[0]}
                  max={range[1]}
                  hint={`${sign} ${words.range(range[0], range[1])} ${changed}`}
                />
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
