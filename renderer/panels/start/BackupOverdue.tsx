import { useEffect, useState } from 'react'
import { HOUR_MS } from '../../../shared/time.ts'
import { ask } from '../../live/store.ts'
import { text } from '../../text/text.ts'
import { openPage } from '../../window/ui.ts'

/** Says that the newest backup is too old; nothing while all is well, or before the first one. */
export function BackupOverdue() {
  const [overdue, setOverdue] = useState(false)
  useEffect(() => {
    const look = () =>
      ask('recordCare', {}).then(
        care => setOverdue(care.overdue && care.lastWallMs !== null),
        // The page of backups says what is wrong; a start page without an answer says nothing false.
        () => {},
      )
    void look()
    const timer = setInterval(() => void look(), HOUR_MS)
    return () => clearInterval(timer)
  }, [])
  if (!overdue) return null
  return (
    <p className="error" role="alert">
      {text.recordCare.overdue}{' '}
      <button type="button" onClick={() => openPage({ name: 'recordCare' })}>
        {text.recordCare.title}
      </button>
    </p>
  )
}
