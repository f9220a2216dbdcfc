import type { SheetRender } from '../../app/sheets.ts'
import { SessionForm } from './SessionForm.tsx'

export function SimulateSheet(props: SheetRender) {
  return <SessionForm {...props} simulated />
}
