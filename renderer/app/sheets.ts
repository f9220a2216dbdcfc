import { AcknowledgeSheet } from '../panels/alarms/AcknowledgeSheet.tsx'
import { AlarmListSheet } from '../panels/alarms/AlarmListSheet.tsx'
import { HistorySheet } from '../panels/alarms/HistorySheet.tsx'
import { LimitsSheet } from '../panels/alarms/LimitsSheet.tsx'
import { SignalsSheet } from '../panels/alarms/SignalsSheet.tsx'
import { SoundCheckSheet } from '../panels/alarms/SoundCheckSheet.tsx'
import type { SheetRender } from '../panels/fields/Sheet.tsx'
import { PersonSheet } from '../panels/people/PersonSheet.tsx'
import { text } from '../text/text.ts'
import type { SheetName } from '../window/ui.ts'
import type { Entry } from './Opened.tsx'

const words = text.sheets
const presets = text.presets.sheets
const clinicSet = text.clinicSet.sheets

/**
 * Every sheet: its name, its title, and where it is. `component` is part of the window from its start: so is whatever an
 * alarm may ask for, which must never wait for a file. The others are fetched in idle moments, at the latest when opened.
 */
const list = {
  acknowledge: { title: () => words.acknowledge.title, component: AcknowledgeSheet },
  alarms: { title: () => words.alarms.title, component: AlarmListSheet },
  history: { title: () => text.history.title, component: HistorySheet },
  limits: { title: () => words.limits.title, component: LimitsSheet },
  person: { title: () => words.person.title, component: PersonSheet },
  signals: { title: () => text.signals.title, component: SignalsSheet },
  sound: { title: () => words.sound.title, component: SoundCheckSheet },

  baseline: {
    title: () => words.baseline.title,
    load: async () => (await import('../panels/session/BaselineSheet.tsx')).BaselineSheet,
  },
  checklist: {
    title: () => words.checklist.title,
    load: async () => (await import('../panels/session/ChecklistSheet.tsx')).ChecklistSheet,
  },
  clinic: {
    title: () => words.clinic.title,
    load: async () => (await import('../panels/people/ClinicSheet.tsx')).ClinicSheet,
  },
  clinicSetApprove: {
    title: () => clinicSet.approve,
    load: async () => (await import('../panels/clinic-set/ApproveSheet.tsx')).ApproveSheet,
  },
  clinicSetEdit: {
    title: () => clinicSet.edit,
    load: async () => (await import('../panels/clinic-set/EditSheet.tsx')).EditSheet,
  },
  clinicSetWithdraw: {
    title: () => clinicSet.withdraw,
    load: async () => (await import('../panels/clinic-set/WithdrawSheet.tsx')).WithdrawSheet,
  },
  close: {
    title: () => words.close.title,
    load: async () => (await import('../panels/session/CloseSheet.tsx')).CloseSheet,
  },
  cuff: {
    title: () => words.cuff.title,
    load: async () => (await import('../panels/session/CuffSheet.tsx')).CuffSheet,
  },
  deleteSession: {
    title: () => text.recordCare.deletion.title,
    load: async () => (await import('../panels/records/DeleteSheet.tsx')).DeleteSheet,
  },
  discharge: {
    title: () => words.discharge.title,
    load: async () => (await import('../panels/session/DischargeSheet.tsx')).DischargeSheet,
  },
  dose: {
    title: () => words.dose.title,
    load: async () => (await import('../panels/session/DoseSheet.tsx')).DoseSheet,
  },
  doses: {
    title: () => text.doses.sheet.title,
    load: async () => (await import('../panels/session/DosesSheet.tsx')).DosesSheet,
  },
  excuse: {
    title: () => words.excuse.title,
    load: async () => (await import('../panels/session/ExcuseSheet.tsx')).ExcuseSheet,
  },
  findSession: {
    title: () => text.common.search.title,
    load: async () => (await import('../panels/start/FindSheet.tsx')).FindSheet,
  },
  firstSheet: {
    title: () => text.recordCare.first.title,
    load: async () => (await import('../panels/record-care/FirstSheet.tsx')).FirstSheet,
  },
  handOver: {
    title: () => words.handOver.title,
    load: async () => (await import('../panels/session/HandOverSheet.tsx')).HandOverSheet,
  },
  help: { title: () => words.help.title, load: async () => (await import('./HelpSheet.tsx')).HelpSheet },
  importFile: {
    title: () => words.importFile.title,
    load: async () => (await import('../panels/records/ImportSheet.tsx')).ImportSheet,
  },
  manual: {
    title: () => words.manual.title,
    load: async () => (await import('../panels/session/ManualSheet.tsx')).ManualSheet,
  },
  mark: {
    title: () => words.mark.title,
    load: async () => (await import('../panels/session/MarkSheet.tsx')).MarkSheet,
  },
  medicine: {
    title: () => words.medicine.title,
    load: async () => (await import('../panels/session/TextMarkSheet.tsx')).MedicineSheet,
  },
  move: {
    title: () => text.patient.move.title,
    load: async () => (await import('../panels/session/MoveSheet.tsx')).MoveSheet,
  },
  newRoom: {
    title: () => words.newRoom.title,
    load: async () => (await import('../panels/start/NewRoomSheet.tsx')).NewRoomSheet,
  },
  newSession: {
    title: () => words.newSession.title,
    load: async () => (await import('../panels/session/NewSessionSheet.tsx')).NewSessionSheet,
  },
  ownPin: {
    title: () => text.people.ownPin.title,
    load: async () => (await import('../panels/people/OwnPinSheet.tsx')).OwnPinSheet,
  },
  oxygen: {
    title: () => words.oxygen.title,
    load: async () => (await import('../panels/session/TextMarkSheet.tsx')).OxygenSheet,
  },
  people: {
    title: () => text.people.list.title,
    load: async () => (await import('../panels/people/PeopleSheet.tsx')).PeopleSheet,
  },
  preDose: {
    title: () => words.gate.title,
    load: async () => (await import('../panels/session/GateSheet.tsx')).GateSheet,
  },
  presetApprove: {
    title: () => presets.approve,
    load: async () => (await import('../panels/presets/ApproveSheet.tsx')).ApproveSheet,
  },
  presetCopy: {
    title: () => presets.copy,
    load: async () => (await import('../panels/presets/CopySheet.tsx')).CopySheet,
  },
  presetEdit: {
    title: () => presets.edit,
    load: async () => (await import('../panels/presets/EditSheet.tsx')).EditSheet,
  },
  presetWithdraw: {
    title: () => presets.withdraw,
    load: async () => (await import('../panels/presets/WithdrawSheet.tsx')).WithdrawSheet,
  },
  rems: {
    title: () => words.rems.title,
    load: async () => (await import('../panels/session/RemsSheet.tsx')).RemsSheet,
  },
  report: {
    title: () => words.report.title,
    load: async () => (await import('../panels/records/ReportSheet.tsx')).ReportSheet,
  },
  samePatient: {
    title: () => text.patient.same.title,
    load: async () => (await import('../panels/session/SamePatientSheet.tsx')).SamePatientSheet,
  },
  scales: {
    title: () => words.scales.title,
    load: async () => (await import('../panels/session/ScaleSheet.tsx')).ScaleSheet,
  },
  setUp: {
    title: () => text.people.setUp.title,
    load: async () => (await import('../panels/people/SetUpSheet.tsx')).SetUpSheet,
  },
  sign: {
    title: () => words.sign.title,
    load: async () => (await import('../panels/records/SignSheet.tsx')).SignSheet,
  },
  simulate: {
    title: () => words.simulate.title,
    load: async () => (await import('../panels/session/SimulateSheet.tsx')).SimulateSheet,
  },
}

export const sheets: Readonly<Record<SheetName, Entry<SheetRender>>> = list

declare module '../window/ui.ts' {
  interface Sheets extends Record<keyof typeof list, true> {}
}
