import { text } from '../../text/text.ts'
import { openSheet } from '../../window/ui.ts'
import { BellSymbol } from '../alarms/symbols.tsx'
import type { LimitSign } from './figures.ts'

const words = text.room.tiles

/** The limits of each parameter; where its alarms are off, the symbol for that, and who did it why in one press. */
export function LimitSigns({ signs }: { readonly signs: readonly LimitSign[] }) {
  return (
    <span className="tile-limits">
      <span className="visually-hidden">{words.limitsLabel}</span>{' '}
      {signs.map(({ parameter, limits, changed, off }, index) => (
        <span key={parameter}>
          {index === 0 ? null : ' / '}
          {off === null ? (
            limits
          ) : (
            <button type="button" className="tile-off" title={off} onClick={() => openSheet('signals')}>
              <BellSymbol state="off" />
              <span className="visually-hidden">{off}</span>
            </button>
          )}
          {off === null && changed ? <b> {words.limitsChanged}</b> : null}
        </span>
      ))}
    </span>
  )
}
