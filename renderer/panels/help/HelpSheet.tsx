import { allRoomKeys } from '../../app/keys.ts'
import type { SheetRender } from '../../app/sheets.ts'
import { useLive } from '../../live/store.ts'
import { text } from '../../text/en.ts'
import { Sheet } from '../sheet/Sheet.tsx'

/** Every letter, with what it does now. */
export function HelpSheet({ roomId, onClose }: SheetRender) {
  const view = useLive(state => (roomId ? state.rooms[roomId]?.view : undefined))
  return (
    <Sheet title={text.sheets.help.title} onClose={onClose}>
      <dl className="keys">
        {view
          ? allRoomKeys(view).map(({ key, label }) => (
              <div key={key}>
                <dt>
                  <kbd>{key}</kbd>
                </dt>
                <dd>{label}</dd>
              </div>
            ))
          : null}
        <div>
          <dt>
            <kbd>Esc</kbd>
          </dt>
          <dd>{text.common.close}</dd>
        </div>
      </dl>
      <button type="button" onClick={onClose}>
        {text.common.close}
      </button>
    </Sheet>
  )
}
