import './header.css'
import { isHidden } from '../../../shared/ipc/hide-patient.ts'
import type { Session } from '../../../shared/session/types.ts'
import { openQuestion } from '../../../shared/session/unconfirmed.ts'
import { namePhase } from '../../../shared/words/phases.ts'
import { roomNow, useTicking } from '../../live/clock.ts'
import { type LiveRoom, useLive } from '../../live/store.ts'
import { type SoundState, unlockSound, useSoundState } from '../../sound/index.ts'
import { useSoundProfile } from '../../sound/profile.ts'
import { words as spoken, text } from '../../text/text.ts'
import { askWho, useLocked } from '../../window/lock.ts'
import { useTheme } from '../../window/theme.ts'
import { openPage, openSheet } from '../../window/ui.ts'
import { SignalMarks } from '../alarms/SignalMarks.tsx'
import { PresetLabel } from './PresetLabel.tsx'
import { describeClock } from './session-clock.ts'

const words = text.room

/** Which room, which patient, which treatment, which phase, how long since T0; and whether this window sounds. */
export function Header({ room }: { readonly room: LiveRoom }) {
  useTicking(500)
  const { view } = room
  const { session } = view
  const locked = useLocked()
  const nowMs = roomNow(room).monoMs
  const clock = session ? describeClock(session, nowMs) : null
  return (
    <header className="room-head">
      <button type="button" className="to-rooms" onClick={() => openPage({ name: 'start' })}>
        {view.name}
        <kbd>g</kbd>
      </button>
      {session ? (
        <>
          <h1>
            {locked || isHidden(session.patient)
              ? null
              : `${session.patient.initials} ${session.patient.birthYear}`}
            <PresetLabel preset={session.preset} />
          </h1>
          <strong data-testid="phase">{phaseName(session)}</strong>
          <span className="clock" data-testid="session-clock">
            {clock?.shown} {clock?.unsure ? <span className="badge plain">{words.clockUnsure}</span> : null}
          </span>
        </>
      ) : null}
      {session && openQuestion(session) ? (
        <span className="badge" data-testid="patient-badge">
          {text.patient.badge}
        </span>
      ) : null}
      {view.marks.simulated ? (
        <span className="badge" data-testid="sim-badge">
          {view.clock.speed === 1 ? words.simulated : words.simulatedAt(view.clock.speed)}
        </span>
      ) : null}
      {view.marks.replay ? <span className="badge">{words.replay}</span> : null}
      {view.recording ? null : <span className="badge">{words.notRecording}</span>}
      <SignalMarks view={view} nowMs={nowMs} />
      <WindowControls />
    </header>
  )
}

/** Sound, person and light of this window: on every page. */
export function WindowControls() {
  const sound = useSoundState(state => state.state)
  const checked = useLive(state => state.snapshot?.sound.checkedBy != null)
  const muted = useLive(state => state.snapshot?.sound.muted ?? false)
  const person = useLive(state => state.snapshot?.you?.name)
  const locked = useLocked()
  const theme = useTheme()
  return (
    <div className="window-controls">
      <button
        type="button"
        className="quiet"
        onClick={() => {
          unlockSound()
          if (sound !== 'blocked') openSheet('sound')
        }}
        data-sound={muted ? 'failed' : sound}
      >
        {muted ? words.soundMuted : describeSound(sound, checked)}
      </button>
      <ProfileWords />
      <button
        type="button"
        className="quiet"
        onClick={() => (locked ? askWho(() => {}) : openSheet('person'))}
      >
        {locked ? words.locked : (person ?? words.nobody)}
      </button>
      <button type="button" className="quiet light" onClick={theme.toggle}>
        {theme.theme === 'dark' ? words.theme.light : words.theme.dark}
      </button>
      <button type="button" className="quiet light" aria-pressed={theme.night} onClick={theme.toggleNight}>
        {words.night}
      </button>
    </div>
  )
}

/** How this screen sounds, and the way to change that and the other alarm signals. */
function ProfileWords() {
  const profile = useSoundProfile(state => state.profile)
  const listens = useLive(state => state.snapshot?.sound.clinicianListens ?? false)
  const { short, alone } = text.signals.profile
  const [name, more] = profile === 'clinician' || listens ? short[profile] : alone
  return (
    <button type="button" className="quiet" onClick={() => openSheet('signals')}>
      {name}
      {more === '' ? null : <span className="roomy"> {more}</span>}
      <kbd>u</kbd>
    </button>
  )
}

function describeSound(sound: SoundState, checked: boolean): string {
  if (sound === 'blocked') return words.soundBlocked
  if (sound === 'failed') return words.soundFailed
  return checked ? words.soundOk : words.soundUntested
}

/** DOSING is INFUSION where the drug runs into a vein. */
export function phaseName({ phase, preset }: Session): string {
  return namePhase(phase, preset, spoken, words.phases)
}
