import { useLive } from '../live/store.ts'
import { Sheet, type SheetRender } from '../panels/fields/Sheet.tsx'
import type { KeyAction } from '../panels/room/ActionBar.tsx'
import { text } from '../text/text.ts'
import { allRoomKeys, pageKeys } from './keys.ts'

/** List every letter with what it does now. */
export function HelpSheet({ roomId, onClose }: SheetRender) {
  const view = useLive(state => (roomId ? state.rooms[roomId]?.view : undefined))
  const keys: readonly Pick<KeyAction, 'key' | 'label'>[] = [
    ...(view ? allRoomKeys(view) : pageKeys()),
    { key: '1–9', label: text.room.actions.openRoom },
    { key: 'Esc', label: text.common.close },
  ]
  return (
    <Sheet title={text.sheets.help.title} onClose={onClose}>
      <dl className="keys">
        {keys.map(({ key, label }) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{label}</dd>
          </div>
        ))}
      </dl>
      <button type="button" onClick={onClose}>
        {text.common.close}
      </button>
    </Sheet>
  )
}
