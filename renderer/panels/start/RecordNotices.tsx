import { useEffect, useState } from 'react'
import type { RecordCareView } from '../../../shared/care-views.ts'
import { HOUR_MS } from '../../../shared/time.ts'
import { ask, useLive } from '../../live/store.ts'
import { text } from '../../text/text.ts'
import { useIsKeeper } from '../../window/keeper.ts'
import { openPage } from '../../window/ui.ts'
import { sayDue } from '../record-care/due.ts'
import { isRecent, sayRestored } from '../record-care/restored.ts'

/** What of the record wants somebody: the newest backup is too old (not before the first one), or sessions may be deleted. */
export function RecordNotices() {
  const [care, setCare] = useState<RecordCareView | null>(null)
  const isKeeper = useIsKeeper()
  const here = useLive(({ snapshot }) => snapshot?.you?.personId)
  useEffect(() => {
    // A screen where nobody is hears nothing of it.
    if (here === undefined) return
    const look = () =>
      ask('recordCare', {}).then(
        setCare,
        // The page of backups says what is wrong; a start page without an answer says nothing false.
        () => {},
      )
    void look()
    const timer = setInterval(() => void look(), HOUR_MS)
    return () => clearInterval(timer)
  }, [here])
  if (!care || here === undefined) return null
  const { overdue, lastWallMs, restored, retention } = care
  return (
    <>
      {overdue && lastWallMs !== null ? (
        <p className="error" role="alert">
          {text.recordCare.overdue} <ToRecordCare />
        </p>
      ) : null}
      {restored && isRecent(restored, Date.now()) ? (
        <p className="warning" role="status">
          {sayRestored(restored)}
        </p>
      ) : null}
      {isKeeper && retention.due > 0 ? (
        <p className="dim">
          {sayDue(retention)} <ToRecordCare />
        </p>
      ) : null}
    </>
  )
}

function ToRecordCare() {
  return (
    <button type="button" onClick={() => openPage({ name: 'recordCare' })}>
      {text.recordCare.title}
    </button>
  )
}
