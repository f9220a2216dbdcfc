import type { ComponentType } from 'react'
import { AcknowledgeSheet } from '../panels/alarms/AcknowledgeSheet.tsx'
import { HistorySheet } from '../panels/alarms/HistorySheet.tsx'
import { LimitsSheet } from '../panels/alarms/LimitsSheet.tsx'
import { SignalsSheet } from '../panels/alarms/SignalsSheet.tsx'
import { SoundCheckSheet } from '../panels/alarms/SoundCheckSheet.tsx'
import { ClinicSheet } from '../panels/people/ClinicSheet.tsx'
import { PersonSheet } from '../panels/people/PersonSheet.tsx'
import { ApproveSheet, CopySheet, WithdrawSheet } from '../panels/presets/acts.tsx'
import { EditSheet } from '../panels/presets/EditSheet.tsx'
import { ImportSheet } from '../panels/records/ImportSheet.tsx'
import { ReportSheet } from '../panels/records/ReportSheet.tsx'
import { SignSheet } from '../panels/records/SignSheet.tsx'
import { BaselineSheet } from '../panels/session/BaselineSheet.tsx'
import { ChecklistSheet } from '../panels/session/ChecklistSheet.tsx'
import { CloseSheet } from '../panels/session/CloseSheet.tsx'
import { CuffSheet } from '../panels/session/CuffSheet.tsx'
import { DischargeSheet } from '../panels/session/DischargeSheet.tsx'
import { DoseSheet } from '../panels/session/DoseSheet.tsx'
import { ExcuseSheet } from '../panels/session/ExcuseSheet.tsx'
import { GateSheet } from '../panels/session/GateSheet.tsx'
import { HandOverSheet } from '../panels/session/HandOverSheet.tsx'
import { ManualSheet } from '../panels/session/ManualSheet.tsx'
import { MarkSheet } from '../panels/session/MarkSheet.tsx'
import { NewSessionSheet } from '../panels/session/NewSessionSheet.tsx'
import { RemsSheet } from '../panels/session/RemsSheet.tsx'
import { ScaleSheet } from '../panels/session/ScaleSheet.tsx'
import { SimulateSheet } from '../panels/session/SimulateSheet.tsx'
import { MedicineSheet, OxygenSheet } from '../panels/session/TextMarkSheet.tsx'
import { NewRoomSheet } from '../panels/start/NewRoomSheet.tsx'
import type { SheetName } from '../window/ui.ts'
import { HelpSheet } from './HelpSheet.tsx'

export interface SheetRender {
  /** The room that is open behind the sheet, if one is. */
  readonly roomId: string | null
  readonly onClose: () => void
}

/** Every sheet, by name. */
export const sheets: Readonly<Record<SheetName, ComponentType<SheetRender>>> = {
  newSession: NewSessionSheet,
  newRoom: NewRoomSheet,
  simulate: SimulateSheet,
  dose: DoseSheet,
  mark: MarkSheet,
  medicine: MedicineSheet,
  oxygen: OxygenSheet,
  manual: ManualSheet,
  limits: LimitsSheet,
  history: HistorySheet,
  acknowledge: AcknowledgeSheet,
  report: ReportSheet,
  importFile: ImportSheet,
  close: CloseSheet,
  discharge: DischargeSheet,
  checklist: ChecklistSheet,
  preDose: GateSheet,
  sign: SignSheet,
  scales: ScaleSheet,
  handOver: HandOverSheet,
  rems: RemsSheet,
  clinic: ClinicSheet,
  excuse: ExcuseSheet,
  cuff: CuffSheet,
  baseline: BaselineSheet,
  sound: SoundCheckSheet,
  signals: SignalsSheet,
  help: HelpSheet,
  person: PersonSheet,
  presetCopy: CopySheet,
  presetEdit: EditSheet,
  presetApprove: ApproveSheet,
  presetWithdraw: WithdrawSheet,
}
