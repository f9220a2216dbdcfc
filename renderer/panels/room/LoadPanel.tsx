import './load.css'
import { describeFigures, describeLoad } from '../../../shared/report/describe-load.ts'
import type { AlarmLoad, LoadFigures } from '../../../shared/report/load.ts'
import { text, words } from '../../text/text.ts'

const { columns } = words.load

/** The alarm load of a session: a sentence, and a table with the figures of the report. */
export function LoadPanel({ load }: { readonly load: AlarmLoad }) {
  const rows = load.byAlarm.map(figures => ({ name: text.room.names[figures.alarm], figures }))
  return (
    <div className="load" data-testid="alarm-load">
      <p className="load-sentence">{describeLoad(load, words)}</p>
      {rows.length === 0 ? null : (
        <table>
          <caption className="visually-hidden">{text.history.load.caption(words.load.title)}</caption>
          <thead>
            <tr>
              <th scope="col">
                {columns.alarm}
                <small>{columns.byPriority}</small>
              </th>
              <th scope="col">{columns.perHour}</th>
              <th scope="col">
                {columns.acknowledged}
                <small>{columns.answer}</small>
              </th>
              <th scope="col">{columns.byThemselves}</th>
              <th scope="col">{columns.active}</th>
            </tr>
          </thead>
          <tbody>
            {rows.length > 1 ? <LoadRow name={words.load.all} figures={load.all} /> : null}
            {rows.map(({ name, figures }) => (
              <LoadRow key={name} name={name} figures={figures} />
            ))}
          </tbody>
        </table>
      )}
      <p className="dim">
        {rows.length > 1 ? `${words.load.oneReading} ` : ''}
        {text.history.load.note}
      </p>
    </div>
  )
}

/** Two lines a cell: nine columns would not fit beside the chart. */
function LoadRow({ name, figures }: { readonly name: string; readonly figures: LoadFigures }) {
  const said = describeFigures(figures, words)
  return (
    <tr>
      <th scope="row">
        {name}
        <small>{said.byPriority}</small>
        {said.notes === words.load.nothing ? null : <small>{said.notes}</small>}
      </th>
      <td>{said.perHour}</td>
      <td>
        {said.acknowledged}
        <small>{said.answer}</small>
      </td>
      <td>{said.byThemselves}</td>
      <td>{said.active}</td>
    </tr>
  )
}
