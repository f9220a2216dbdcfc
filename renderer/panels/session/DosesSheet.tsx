import './dose.css'
import type { Session } from '../../../shared/session/types.ts'
import { weightsOf } from '../../../shared/session/weight.ts'
import { useLive } from '../../live/store.ts'
import { format, text } from '../../text/text.ts'
import { Sheet, type SheetRender } from '../fields/Sheet.tsx'
import { DoseChange, PlanChange, WeightChange } from './DoseChange.tsx'
import { clock, describeDose, describeWeight } from './DosePlan.tsx'
import { GapChange } from './GapChange.tsx'

const words = text.doses.sheet

/** Everything that was given and taken back, with what stood there before; where a dose, the plan and the weight are put right. */
export function DosesSheet({ roomId, onClose }: SheetRender) {
  const session = useLive(state => (roomId ? state.rooms[roomId]?.view.session : undefined))
  if (!session || roomId === null) return null
  return (
    <Sheet title={words.title} onClose={onClose}>
      <DoseList session={session} />
      {session.doses.length > 0 ? <DoseChange session={session} roomId={roomId} /> : null}
      {session.t0 || session.preset.devices ? null : <PlanChange roomId={roomId} />}
      <GapChange session={session} roomId={roomId} />
      <WeightList session={session} />
      <WeightChange session={session} roomId={roomId} />
      <div className="sheet-actions">
        <button type="button" onClick={onClose}>
          {text.common.cancel}
        </button>
      </div>
    </Sheet>
  )
}

function DoseList({ session }: { readonly session: Session }) {
  const { doses, withdrawnDoses = [] } = session
  const lines = [
    ...doses.map(dose => ({ dose, gone: null })),
    ...withdrawnDoses.map(dose => ({ dose, gone: dose.withdrawn })),
  ].toSorted((a, b) => a.dose.at.monoMs - b.dose.at.monoMs)
  return (
    <section aria-label={words.given} data-testid="doses-given">
      <h3>{words.given}</h3>
      {lines.length === 0 ? <p className="dim">{words.none}</p> : null}
      <ul className="dose-list">
        {lines.map(({ dose, gone }) => (
          <li key={dose.id}>
            {gone ? <s>{describeDose(dose)}</s> : describeDose(dose)}
            {dose.recordedAt ? <small>{words.recordedLater(clock(dose.recordedAt))}</small> : null}
            {(dose.corrections ?? []).map(({ before, by, reason, at }) => (
              <small key={at.monoMs}>{words.was(clock(before.at), before.mg, before.lot, by, reason)}</small>
            ))}
            {gone ? <small>{words.withdrawn(gone.by, clock(gone.at), gone.reason)}</small> : null}
          </li>
        ))}
      </ul>
    </section>
  )
}

function WeightList({ session }: { readonly session: Session }) {
  const { earlierWeight } = session
  const weights = weightsOf(session)
  const day = format().day
  return (
    <section aria-label={words.weights} data-testid="weights">
      <h3>{words.weights}</h3>
      <ul className="dose-list">
        {weights.length === 0 ? <li className="dim">{words.noWeight}</li> : null}
        {weights.toReversed().map((weight, index) => (
          <li key={weight.at.monoMs}>
            {index === 0 ? describeWeight(weight) : <s>{describeWeight(weight)}</s>}
            {weight.reason ? <small>{weight.reason}</small> : null}
          </li>
        ))}
        {earlierWeight ? (
          <li className="dim">{words.earlier(earlierWeight.kg, day(earlierWeight.wallMs))}</li>
        ) : null}
      </ul>
    </section>
  )
}
