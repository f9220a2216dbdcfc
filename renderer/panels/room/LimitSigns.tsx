import { Fragment } from 'react'
import { text } from '../../text/text.ts'
import { openSheet } from '../../window/ui.ts'
import { BellSymbol } from '../alarms/symbols.tsx'
import type { LimitSign } from './limit-signs.ts'

const words = text.room.tiles

/** The marks of the priorities stand small above the line, so that none is read as a digit. */
function Side({ said }: { readonly said: string }) {
  return said.split(/(!+)/).map(part => (part.startsWith('!') ? <sup key={part}>{part}</sup> : part))
}

/** The limits of each parameter; where its alarms are off, the symbol for that, and who did it why in one press. */
export function LimitSigns({ signs }: { readonly signs: readonly LimitSign[] }) {
  if (signs.length === 0) return null
  return (
    <span className="tile-limits">
      {signs.map(({ parameter, sides, said, changed, off }, index) => (
        <span key={parameter} title={off === null ? said : undefined}>
          {index === 0 ? null : <span aria-hidden="true"> / </span>}
          {off === null ? (
            <>
              <span className="visually-hidden">{said}</span>
              {sides.map((side, at) => (
                <Fragment key={side}>
                  {at === 0 ? null : ' '}
                  <span className="tile-limit" aria-hidden="true">
                    <Side said={side} />
                  </span>
                </Fragment>
              ))}
            </>
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
