import { acts } from '../../../shared/record/index.ts'
import './limits.css'
import { useState } from 'react'
import { type LimitAlarmId, limitAlarmIds, type Priority, trendAlarmIds } from '../../../shared/alarm/ids.ts'
import { useLive } from '../../live/store.ts'
import { words as shared, text } from '../../text/text.ts'
import { request, requestOrThrow } from '../../window/requests.ts'
import { openSheet } from '../../window/ui.ts'
import { FormError, TextField } from '../fields/fields.tsx'
import { Sheet, type SheetRender } from '../fields/Sheet.tsx'
import { SheetForm } from '../fields/SheetForm.tsx'
import { useForm } from '../fields/useForm.ts'
import { LimitRow } from './LimitRow.tsx'
import { askLimits, type LimitEdits, limitKey } from './limit-edits.ts'

const words = text.sheets.limits

/** Every limit in force; those that may be moved, with how far and by whom. The core decides who may. */
export function LimitsSheet({ roomId, onClose }: SheetRender) {
  const view = useLive(state => (roomId ? state.rooms[roomId]?.view : undefined))
  const [edits, setEdits] = useState<LimitEdits>({})
  const [reason, setReason] = useState('')
  const form = useForm(async () => {
    if (!view?.limits) return
    for (const ask of askLimits(edits, view.limits, view.ownLevels, reason))
      await requestOrThrow('changeLimit', roomId ?? '', ask)
    onClose()
  }, acts.changeLimit.request)
  const backTo = async (alarm: LimitAlarmId, priority: Priority, limit: number) => {
    const why = reason.trim()
    const asked = { alarm, priority, limit, ...(why === '' ? {} : { reason: why }) }
    const done = await request('changeLimit', roomId ?? '', asked)
    if (done) setEdits(({ [limitKey(alarm, priority)]: _typed, ...others }) => others)
  }
  if (!view?.limits || !view.session) return null
  const { limits, session, ownLevels } = view
  const trends = trendAlarmIds.filter(alarm => session.preset.trendAlarms?.includes(alarm))
  return (
    <Sheet title={words.title} onClose={onClose}>
      <SheetForm form={form}>
        <p className="dim">{words.note}</p>
        {session.preset.phaseLimits ? <p className="dim">{words.byPhase}</p> : null}
        {limitAlarmIds.map(alarm => (
          <LimitRow
            key={alarm}
            alarm={alarm}
            limits={limits}
            changes={session.limitChanges}
            ownLevels={ownLevels}
            edits={edits}
            onEdit={(key, value) => setEdits(before => ({ ...before, [key]: value }))}
            onBack={(priority, limit) => void backTo(alarm, priority, limit)}
          />
        ))}
        {trends.length === 0 ? null : (
          <fieldset className="limit-row">
            <legend>{words.trends}</legend>
            {trends.map(alarm => (
              <p key={alarm}>{words.trend(shared.alarms[alarm], shared.presets.trends[alarm])}</p>
            ))}
          </fieldset>
        )}
        <TextField label={words.reason} value={reason} onChange={setReason} name="reason" />
        <FormError>{form.error}</FormError>
        <div className="sheet-actions">
          <button
            type="submit"
            className="primary"
            disabled={Object.keys(edits).length === 0}
            aria-disabled={form.busy}
          >
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
      </SheetForm>
    </Sheet>
  )
}
