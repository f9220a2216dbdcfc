import { dischargeTimes } from '../../shared/session/discharge-times.ts'
import { isTimeUnsure } from '../../shared/session/elapsed.ts'
import { needsRems } from '../../shared/session/rems.ts'
import type { RoomView } from '../../shared/views.ts'
import { nextScale } from '../chart/scale.ts'
import type { KeyAction } from '../panels/room/ActionBar.tsx'
import { text } from '../text/text.ts'
import { request, toggleAudio, toggleCuff } from '../window/requests.ts'
import { openPage, openSheet, type SheetName } from '../window/ui.ts'

const words = text.room.actions

/** The actions of the bar, as the phase allows them. */
export function roomKeys(view: RoomView): readonly KeyAction[] {
  if (!view.session) return []
  const sheet = (key: string, label: string, name: SheetName, end = false): KeyAction => ({
    key,
    label,
    run: () => openSheet(name),
    end,
  })
  return [
    ...doseKeys(view),
    sheet('n', words.mark, 'mark'),
    sheet('m', words.medicine, 'medicine'),
    sheet('o', words.oxygen, 'oxygen'),
    sheet('r', words.manual, 'manual'),
    sheet('f', words.scales, 'scales'),
    sheet('y', text.history.action, 'history', true),
    sheet('l', words.limits, 'limits', true),
    sheet('e', words.report, 'report'),
    sheet('x', words.close, 'close'),
    sheet('?', words.help, 'help'),
  ]
}

/** What was given, and the weight. */
const doses: KeyAction = {
  key: '0',
  get label() {
    return words.doses
  },
  run: () => openSheet('doses'),
}

function doseKeys(view: RoomView): readonly KeyAction[] {
  const { session } = view
  if (!session) return []
  const preset = session.preset
  if (!session.t0) {
    // Nothing is given to a simulated patient: one press starts. Otherwise the sheet asks for lot and weight first.
    const run = () => (session.simulated ? void request('startDosing', view.id, {}) : openSheet('dose'))
    return [
      { key: 'd', label: words.startDosing, run, primary: true },
      { key: 'k', label: words.preDose, run: () => openSheet('preDose') },
    ]
  }
  if (session.phase === 'dosing') {
    const label = preset.devices ? words.nextDevice : words.endDosing
    return [{ key: 'd', label, run: () => openSheet('dose'), primary: true }, doses]
  }
  const booster = { key: 'j', label: words.booster, run: () => openSheet('dose') }
  // One of them has room: the sheet of the booster leads to the other.
  const later = preset.boosters ? [booster] : [doses]
  if (session.phase === 'observation') {
    // In time, one press is enough; before that the sheet asks for the reason that the core wants.
    const early =
      view.clock.monoMs < (dischargeTimes(session)?.assessment ?? 0) || isTimeUnsure(session, session.t0)
    const run = () => (early ? openSheet('discharge') : void request('startDischarge', view.id, {}))
    return [{ key: 'd', label: words.discharge, run }, ...later]
  }
  if (session.phase === 'discharge')
    return [{ key: 'd', label: words.checklist, run: () => openSheet('checklist'), primary: true }, ...later]
  return later
}

/** Letters that have their button elsewhere on the page. */
function elsewhere(view: RoomView): readonly KeyAction[] {
  return [
    {
      key: 'a',
      label: text.room.acknowledge,
      run: () => (view.alarms.length > 0 ? openSheet('acknowledge') : undefined),
    },
    { key: '+', label: text.sheets.alarms.title, run: () => openSheet('alarms') },
    { key: 'p', label: text.room.pauseAudio, run: () => toggleAudio(view.id) },
    {
      key: 'b',
      label: view.nibp.inflating ? text.room.tiles.stopCuff : text.room.tiles.measureNow,
      run: () => (view.nibp.canStart ? toggleCuff(view.id) : undefined),
    },
    ...(view.session
      ? [
          { key: 'c', label: words.excuse, run: () => openSheet('excuse') },
          { key: 'w', label: words.cuff, run: () => openSheet('cuff') },
          { key: 'i', label: words.baseline, run: () => openSheet('baseline') },
          { key: 's', label: words.scale, run: nextScale },
          ...(doseKeys(view).includes(doses) ? [] : [doses]),
          { key: 'h', label: words.handOver, run: () => openSheet('handOver') },
          ...(needsRems(view.session) ? [{ key: 'q', label: words.rems, run: () => openSheet('rems') }] : []),
          ...(view.discharge
            ? [{ key: 'k', label: words.checklist, run: () => openSheet('checklist') }]
            : []),
        ]
      : []),
    { key: 't', label: words.sound, run: () => openSheet('sound') },
    { key: 'u', label: text.signals.title, run: () => openSheet('signals') },
    { key: 'g', label: words.rooms, run: () => openPage({ name: 'start' }) },
    { key: 'v', label: words.devices, run: () => openPage({ name: 'devices' }) },
    { key: 'z', label: words.presets, run: () => openPage({ name: 'presets' }) },
  ]
}

/** Every letter of the room page, for the keyboard and for the help sheet. */
export function allRoomKeys(view: RoomView): readonly KeyAction[] {
  return [...elsewhere(view), ...roomKeys(view)]
}

/** Letters of the pages that show no single room. */
export const pageKeys = (): readonly KeyAction[] => [
  { key: 'g', label: words.rooms, run: () => openPage({ name: 'start' }) },
  { key: 'v', label: words.devices, run: () => openPage({ name: 'devices' }) },
  { key: 'z', label: words.presets, run: () => openPage({ name: 'presets' }) },
  { key: 'k', label: text.clinicSet.title, run: () => openPage({ name: 'clinicSet' }) },
  { key: 'n', label: text.common.start.newSession, run: () => openSheet('newSession') },
  { key: 't', label: words.sound, run: () => openSheet('sound') },
  { key: 'u', label: text.signals.title, run: () => openSheet('signals') },
  { key: 'c', label: text.sheets.clinic.title, run: () => openSheet('clinic') },
  { key: '?', label: words.help, run: () => openSheet('help') },
]

/** Enter that is held down: it would send a form, or press a button, again and again; in a longer text it goes on to further lines. */
export function isHeldEnter({
  key,
  repeat,
  target,
}: Pick<KeyboardEvent, 'key' | 'repeat' | 'target'>): boolean {
  const isText = target !== null && 'tagName' in target && target.tagName === 'TEXTAREA'
  return key === 'Enter' && repeat && !isText
}

/** Is this key press text for a field rather than a letter for us? */
export function isTyping(event: Pick<KeyboardEvent, 'target' | 'ctrlKey' | 'metaKey' | 'altKey'>): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return true
  const target = event.target
  if (!(target instanceof HTMLElement)) return false
  if (
    target.isContentEditable ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement
  )
    return true
  return (
    target instanceof HTMLInputElement && !['button', 'checkbox', 'radio', 'submit'].includes(target.type)
  )
}
