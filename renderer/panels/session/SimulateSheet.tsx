import type { SheetRender } from '../fields/Sheet.tsx'
import { SessionForm } from './SessionForm.tsx'

export function SimulateSheet(props: SheetRender) {
  return <SessionForm {...props} simulated />
}
