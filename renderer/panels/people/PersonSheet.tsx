import { useLive } from '../../live/store.ts'
import { text } from '../../text/text.ts'
import { lockScreen } from '../../window/lock.ts'
import { openSheet } from '../../window/ui.ts'
import { Sheet, type SheetRender } from '../fields/Sheet.tsx'
import { SignInForm } from './SignInForm.tsx'

const words = text.people.person

/** Who is at this window from now on; and the way to whatever is about people. */
export function PersonSheet({ onClose }: SheetRender) {
  const isSetUp = useLive(state => state.snapshot?.isSetUp ?? false)
  const someone = useLive(state => state.snapshot?.you != null)
  return (
    <Sheet title={text.sheets.person.title} onClose={onClose}>
      <SignInForm label={text.people.signIn.go} onCancel={onClose} onDone={onClose} />
      <div className="sheet-actions">
        {isSetUp ? (
          <>
            <button type="button" onClick={() => openSheet('people')}>
              {words.people}
            </button>
            <button type="button" onClick={() => openSheet('ownPin')}>
              {words.ownPin}
            </button>
          </>
        ) : (
          <button type="button" onClick={() => openSheet('setUp')}>
            {words.setUp}
          </button>
        )}
        {someone ? (
          <button
            type="button"
            onClick={() => {
              onClose()
              lockScreen()
            }}
          >
            {words.lock}
          </button>
        ) : null}
      </div>
    </Sheet>
  )
}
