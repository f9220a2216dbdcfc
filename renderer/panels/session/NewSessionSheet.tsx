import type { SheetRender } from '../../app/sheets.ts'
import { SessionForm } from './SessionForm.tsx'

export function NewSessionSheet(props: SheetRender) {
  return <SessionForm {...props} simulated={false} />
}
