import type { LiveRoom } from '../live/store.ts'
import { StartPage } from '../panels/start/StartPage.tsx'
import { text } from '../text/text.ts'
import type { Page } from '../window/ui.ts'
import type { Entry } from './Opened.tsx'

/** The page of a room is no entry: alarms stand on it, and it holds the sheet beside its figures (`App.tsx`). */
export type OtherPage = Exclude<Page, { readonly name: 'room' }>

/** Every page but that of a room: its title, and where it is. The first one is part of the window from its start. */
export const pages: { readonly [N in OtherPage['name']]: Entry<Extract<OtherPage, { readonly name: N }>> } = {
  start: { title: () => text.room.actions.rooms, component: StartPage },
  devices: {
    title: () => text.devices.title,
    load: async () => (await import('../panels/devices/DevicesPage.tsx')).DevicesPage,
  },
  presets: {
    title: () => text.presets.title,
    load: async () => (await import('../panels/presets/PresetsPage.tsx')).PresetsPage,
  },
  clinicSet: {
    title: () => text.clinicSet.title,
    load: async () => (await import('../panels/clinic-set/ClinicSetPage.tsx')).ClinicSetPage,
  },
  recordCare: {
    title: () => text.recordCare.title,
    load: async () => (await import('../panels/record-care/RecordCarePage.tsx')).RecordCarePage,
  },
  review: {
    title: () => text.review.title,
    load: async () => (await import('../panels/records/ReviewPage.tsx')).ReviewPage,
  },
}

/** Beside the chart of a room. It says what the record says, which is more than figures and alarms may wait for. */
export const eventList: Entry<{ readonly room: LiveRoom }> = {
  title: () => text.room.events.title,
  load: async () => (await import('../panels/room/EventList.tsx')).EventList,
}
