import { useState } from 'react'
import type { BackupView } from '../../../shared/care-views.ts'
import { ask } from '../../live/store.ts'
import { format, text } from '../../text/text.ts'
import { withPerson } from '../../window/requests.ts'
import { RestoreForm } from './RestoreForm.tsx'

const words = text.recordCare

/** Backups of the data folder, newest first; each can be tried, which changes nothing. */
export function BackupTable({ backups }: { readonly backups: readonly BackupView[] }) {
  const [chosen, setChosen] = useState<BackupView | null>(null)
  const [said, setSaid] = useState<{ readonly name: string; readonly sentence: string } | null>(null)
  const tryOut = (name: string) =>
    withPerson(async () => {
      setSaid({ name, sentence: words.trying })
      try {
        const { sessions, entries, problem } = await ask('tryBackup', { name })
        setSaid({ name, sentence: problem ?? words.tried(sessions, entries) })
      } catch (error) {
        setSaid({ name, sentence: error instanceof Error ? error.message : String(error) })
      }
    })
  if (backups.length === 0) return null
  return (
    <section>
      <table>
        <thead>
          <tr>
            {words.columns.map(column => (
              <th key={column} scope="col">
                {column === '' ? <span className="visually-hidden">{words.tryIt}</span> : column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {backups.map(backup => (
            <tr key={backup.name}>
              <td>{format().dayMinute(backup.wallMs)}</td>
              <td>{words.megabytes(backup.bytes)}</td>
              <td>{backup.sessions ?? words.unknown}</td>
              <td>{backup.entries ?? words.unknown}</td>
              <td>
                {backup.otherKeys ? (
                  words.otherKeys
                ) : (
                  <>
                    <button
                      type="button"
                      aria-label={words.tryOf(format().dayMinute(backup.wallMs))}
                      onClick={() => tryOut(backup.name)}
                    >
                      {words.tryIt}
                    </button>{' '}
                    <button
                      type="button"
                      aria-label={words.restore.openOf(format().dayMinute(backup.wallMs))}
                      onClick={() => setChosen(backup)}
                    >
                      {words.restore.open}
                    </button>
                  </>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p role="status">{said ? `${said.name}: ${said.sentence}` : ''}</p>
      {chosen ? <RestoreForm key={chosen.name} backup={chosen} onCancel={() => setChosen(null)} /> : null}
      <p className="dim">{words.restoreHint}</p>
    </section>
  )
}
