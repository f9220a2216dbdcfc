import type { ComponentType } from 'react'
import { AcknowledgeSheet } from '../panels/acknowledge/AcknowledgeSheet.tsx'
import { BaselineSheet } from '../panels/baseline/BaselineSheet.tsx'
import { ChecklistSheet } from '../panels/checklist/ChecklistSheet.tsx'
import { ClinicSheet } from '../panels/clinic/ClinicSheet.tsx'
import { CloseSheet } from '../panels/close/CloseSheet.tsx'
import { CuffSheet } from '../panels/cuff/CuffSheet.tsx'
import { DischargeSheet } from '../panels/discharge/DischargeSheet.tsx'
import { DoseSheet } from '../panels/dose/DoseSheet.tsx'
import { ExcuseSheet } from '../panels/excuse/ExcuseSheet.tsx'
import { GateSheet } from '../panels/gate/GateSheet.tsx'
import { HandOverSheet } from '../panels/hand-over/HandOverSheet.tsx'
import { HelpSheet } from '../panels/help/HelpSheet.tsx'
import { HistorySheet } from '../panels/history/HistorySheet.tsx'
import { ImportSheet } from '../panels/import/ImportSheet.tsx'
import { LimitsSheet } from '../panels/limits/LimitsSheet.tsx'
import { ManualSheet } from '../panels/manual/ManualSheet.tsx'
import { MarkSheet } from '../panels/mark/MarkSheet.tsx'
import { MedicineSheet, OxygenSheet } from '../panels/mark/TextMarkSheet.tsx'
import { NewRoomSheet } from '../panels/new-room/NewRoomSheet.tsx'
import { NewSessionSheet } from '../panels/new-session/NewSessionSheet.tsx'
import { SimulateSheet } from '../panels/new-session/SimulateSheet.tsx'
import { PersonSheet } from '../panels/person/PersonSheet.tsx'
import { ApproveSheet, CopySheet, WithdrawSheet } from '../panels/presets/acts.tsx'
import { EditSheet } from '../panels/presets/EditSheet.tsx'
import { RemsSheet } from '../panels/rems/RemsSheet.tsx'
import { ReportSheet } from '../panels/report/ReportSheet.tsx'
import { ScaleSheet } from '../panels/scales/ScaleSheet.tsx'
import { SignSheet } from '../panels/sign/SignSheet.tsx'
import { SignalsSheet } from '../panels/signals/SignalsSheet.tsx'
import { SoundCheckSheet } from '../panels/sound-check/SoundCheckSheet.tsx'
import type { SheetName } from './ui.ts'

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
