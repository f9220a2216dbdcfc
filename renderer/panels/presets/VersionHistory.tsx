import type { PresetRecord } from '../../../shared/presets/clinic.ts'
import type { Difference } from '../../../shared/presets/preset.ts'
import { format, text } from '../../text/text.ts'

const words = text.presets

/** What was done with one version, oldest first: of a preset, or of the clinic's words. */
export function VersionHistory({
  title,
  history,
}: {
  readonly title: string
  readonly history: readonly Omit<PresetRecord, 'preset'>[]
}) {
  return (
    <>
      <h3>{title}</h3>
      <ul className="preset-history" aria-label={title}>
        {history.map(({ seq, state, by, wallMs, reason }) => (
          <li key={seq}>
            {words.done[state](by, format().dayTime(wallMs))}
            {reason === null ? null : <span className="dim">{words.because(reason)}</span>}
          </li>
        ))}
      </ul>
    </>
  )
}

interface DifferenceTableProps {
  readonly testId: string
  readonly caption: string
  /** Heads: what differs, as it ships, as it is here. */
  readonly heads: readonly [string, string, string]
  /** In place of a value that is on one side only. */
  readonly none: string
  readonly differs: readonly Difference[]
}

/** Field by field, what ships beside what stands here. */
export function DifferenceTable({ testId, caption, heads, none, differs }: DifferenceTableProps) {
  return (
    <table className="preset-table" data-testid={testId}>
      <caption>{caption}</caption>
      <thead>
        <tr>
          {heads.map(head => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {differs.map(({ field, before, after }) => (
          <tr key={`${field} ${before} ${after}`}>
            <th scope="row">{field}</th>
            <td>{before ?? none}</td>
            <td>
              <b>{after ?? none}</b>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
