import { text } from '../../text/text.ts'
import { stayLocked } from '../../window/lock.ts'
import { Sheet } from '../fields/Sheet.tsx'
import { SignInForm } from './SignInForm.tsx'

const words = text.sheets.unlock

/** Ask who is at this locked screen. */
export function UnlockSheet() {
  return (
    <Sheet title={words.title} onClose={stayLocked}>
      <p className="dim">{words.note}</p>
      <SignInForm label={words.unlock} onCancel={stayLocked} onDone={() => {}} />
    </Sheet>
  )
}
