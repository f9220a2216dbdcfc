import './signals.css'
import type { RoomView } from '../../../shared/views.ts'
import { text } from '../../text/text.ts'
import { request } from '../../window/requests.ts'
import { listMarks, type SignalMark } from './marks.ts'
import { AudioSymbol, BellSymbol } from './symbols.tsx'

const words = text.signals.marks

interface SignalMarksProps {
  readonly view: RoomView
  readonly nowMs: number
}

/** What of a room's alarm signals is switched off, for how long or by whom, and how it is ended. */
export function SignalMarks({ view, nowMs }: SignalMarksProps) {
  const marks = listMarks(view, nowMs)
  if (marks.length === 0) return null
  return (
    <ul className="signal-marks" aria-label={words.label} data-testid="signal-marks">
      {marks.map(mark => (
        <li key={mark.key} className="badge">
          <MarkSymbol mark={mark} />
          {mark.words}
          {mark.why === '' ? null : <span className="mark-why visually-hidden">{mark.why}</span>}
          <button type="button" aria-label={words.endOf(mark.words)} onClick={() => end(view.id, mark)}>
            {words.end}
          </button>
        </li>
      ))}
      <Withheld view={view} />
    </ul>
  )
}

/** The same on the page of all rooms, where a tile is one button. */
export function SignalWords({ view, nowMs }: SignalMarksProps) {
  const marks = listMarks(view, nowMs)
  const { withheld } = view.inactivation
  if (marks.length === 0) return null
  return (
    <span className="signal-words">
      {marks.map(mark => (
        <span key={mark.key} className="badge">
          <MarkSymbol mark={mark} />
          {mark.words}
        </span>
      ))}
      {withheld === 0 ? null : <span className="withheld">{words.withheld(withheld)}</span>}
    </span>
  )
}

function Withheld({ view }: Pick<SignalMarksProps, 'view'>) {
  const { withheld } = view.inactivation
  return withheld === 0 ? null : <li className="withheld">{words.withheld(withheld)}</li>
}

function MarkSymbol({ mark: { what, state } }: { readonly mark: SignalMark }) {
  return what === 'audio' ? <AudioSymbol state={state} /> : <BellSymbol state={state} />
}

function end(roomId: string, { end: action }: SignalMark): void {
  if (action.do !== 'turnAlarmOn') void request(action.do, roomId, {})
  else void request('turnAlarmOn', roomId, { parameter: action.parameter })
}
