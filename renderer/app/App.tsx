import './app.css'
import { type ReactNode, useEffect, useRef } from 'react'
import { useTicking } from '../live/clock.ts'
import { isLost, type LiveRoom, useLive } from '../live/store.ts'
import { EscalationBanner } from '../panels/alarms/EscalationBanner.tsx'
import { worstEscalated } from '../panels/alarms/escalation.ts'
import { Sheet, WaitingSheet } from '../panels/fields/Sheet.tsx'
import { PinSheet } from '../panels/people/PinSheet.tsx'
import { UnlockSheet } from '../panels/people/UnlockSheet.tsx'
import { RoomPage } from '../panels/room/RoomPage.tsx'
import { playLostTone, unlockSound } from '../sound/index.ts'
import { text } from '../text/text.ts'
import { useIdleLock } from '../window/idle.ts'
import { becomeDemo, isLocked, stayLocked, useAsking, useLock, useLocked } from '../window/lock.ts'
import { askForPins, usePinWanted } from '../window/prove.ts'
import {
  isFreePage,
  isFreeSheet,
  openPage,
  openReport,
  openSheet,
  type Page,
  putAside,
  type SheetName,
  useUi,
} from '../window/ui.ts'
import { allRoomKeys, isHeldEnter, isTyping, pageKeys, roomKeys } from './keys.ts'
import { type Entry, fetchAhead, Opened } from './Opened.tsx'
import { eventList, type OtherPage, pages } from './pages.ts'
import { sheets } from './sheets.ts'

/** The window: one page, perhaps a sheet beside it, and a loud word when the core is silent. */
export function App() {
  const { page: chosen, sheet, notice } = useUi()
  const locked = useLocked()
  const asking = useAsking()
  const pinWanted = usePinWanted(({ waiting }) => waiting)
  const isKnown = useLive(state => state.snapshot !== null)
  const page: Page = locked && !isFreePage(chosen) ? { name: 'start' } : chosen
  const room = useLive(state => (page.name === 'room' ? state.rooms[page.roomId] : undefined))
  useKeys()
  useIdleLock()
  useEffect(askForPins, [])
  useFirstPage()
  useDemoGoesOn()
  useFetchAhead(isKnown)
  // A window that never reached the core says so as loudly as one that lost it.
  if (!isKnown)
    return (
      <div className="app">
        <LostBanner />
        <main className="connecting">{text.common.connecting}</main>
      </div>
    )
  const openedSheet = (
    <>
      {sheet ? (
        // What is half written in a sheet is there again once the screen is unlocked.
        <div className="sheet-place" hidden={asking || pinWanted !== null || isPutAway(sheet)}>
          <OpenedSheet key={sheet} name={sheet} roomId={room?.view.id ?? null} />
        </div>
      ) : null}
      {asking ? <UnlockSheet /> : pinWanted ? <PinSheet waiting={pinWanted} /> : null}
    </>
  )
  return (
    <div className="app">
      <LostBanner />
      {room ? null : <EscalationBanner />}
      {room ? (
        <RoomPage
          room={room}
          actions={roomKeys(room.view)}
          events={
            <Opened entry={eventList} given={{ room }} waiting={null} failed={why => <div>{why}</div>} />
          }
          sheet={openedSheet}
        />
      ) : (
        <div className="app-page">
          <OpenedPage key={page.name} page={page.name === 'room' ? { name: 'start' } : page} />
          {openedSheet}
        </div>
      )}
      {notice ? <Notice isError={notice.isError}>{notice.text}</Notice> : null}
    </div>
  )
}

/** Is this sheet out of sight, because the screen has locked itself? */
const isPutAway = (sheet: SheetName | null) => isLocked() && !isFreeSheet(sheet)

/** Closes this sheet, and none that was opened while it still waited for an answer. */
function closeSheet(sheet: SheetName | null): void {
  if (useUi.getState().sheet === sheet) openSheet(null)
}

function OpenedSheet({ name, roomId }: { readonly name: SheetName; readonly roomId: string | null }) {
  const entry = sheets[name]
  const onClose = () => closeSheet(name)
  return (
    <Opened
      entry={entry}
      given={{ roomId, onClose }}
      waiting={<WaitingSheet title={entry.title()} />}
      failed={why => (
        <Sheet title={entry.title()} onClose={onClose}>
          {why}
          <button type="button" onClick={onClose}>
            {text.common.close}
          </button>
        </Sheet>
      )}
    />
  )
}

function OpenedPage({ page }: { readonly page: OtherPage }) {
  // Its own entry is the one that takes this page.
  const entry = pages[page.name] as Entry<OtherPage>
  return (
    <Opened
      entry={entry}
      given={page}
      waiting={<main aria-busy="true" />}
      failed={why => <main className="not-shown">{why}</main>}
    />
  )
}

function Notice({ isError, children }: { readonly isError: boolean; readonly children: ReactNode }) {
  return (
    <p className="notice" role={isError ? 'alert' : 'status'}>
      {children}
      <button type="button" className="quiet" onClick={() => useUi.setState({ notice: null })}>
        {text.common.close}
      </button>
    </p>
  )
}

/** The one alarm that a window raises by itself: it no longer hears the core. */
function LostBanner() {
  useTicking(500)
  const connection = useLive(state => state.connection)
  const lost = isLost()
  useEffect(() => {
    if (!lost) return
    playLostTone()
    const timer = window.setInterval(playLostTone, 8400)
    return () => window.clearInterval(timer)
  }, [lost])
  if (!lost) return null
  return (
    <div className="lost" role="alert">
      <strong>{text.common.lost}</strong>
      <span>{connection === 'shutOut' ? text.common.shutOut : text.common.lostDetail}</span>
    </div>
  )
}

const DEMO_AGAIN_MS = 1000

/**
 * Nobody is known yet: whoever opens another window goes on trying Vigil out, and so does everybody after a restart of the core. Asked
 * again while it cannot be heard.
 */
function useDemoGoesOn(): void {
  const isTrial = useLive(
    ({ snapshot }) =>
      snapshot?.you === null &&
      snapshot.people.length === 0 &&
      snapshot.rooms.some(({ session }) => session !== null),
  )
  const closed = useLock(lock => lock.closed)
  useEffect(() => {
    if (!isTrial || closed) return
    const goOn = () => void becomeDemo().catch(() => {})
    goOn()
    const timer = window.setInterval(goOn, DEMO_AGAIN_MS)
    return () => window.clearInterval(timer)
  }, [isTrial, closed])
}

/** Open the only room with a session in a fresh window, so that a reload leads back to the patient. */
function useFirstPage(): void {
  const isKnown = useLive(state => state.snapshot !== null)
  const chosen = useRef(false)
  useEffect(() => {
    const { snapshot } = useLive.getState()
    // Only when the window opens: afterwards the person chooses.
    if (chosen.current || !isKnown || !snapshot) return
    chosen.current = true
    const open = snapshot.rooms.filter(room => room.session)
    const [only] = open
    if (only && open.length === 1) openPage({ name: 'room', roomId: only.id })
  }, [isKnown])
}

/** Once there is something to see, everything that may be opened is fetched in idle moments. */
function useFetchAhead(isShown: boolean): void {
  useEffect(() => {
    if (isShown) void fetchAhead([...Object.values(sheets), ...Object.values(pages)])
  }, [isShown])
}

function useKeys(): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      unlockSound()
      const { page, sheet } = useUi.getState()
      if (event.key === 'Escape') leave(sheet)
      // A key that is held down asks once.
      if (isHeldEnter(event)) event.preventDefault()
      if (isTyping(event) || event.repeat || event.key === 'Escape') return
      const found = findAction(page, event.key)
      if (!found) return
      event.preventDefault()
      found()
    }
    const click = () => unlockSound()
    window.addEventListener('keydown', press)
    window.addEventListener('pointerdown', click)
    return () => {
      window.removeEventListener('keydown', press)
      window.removeEventListener('pointerdown', click)
    }
  }, [])
}

/** Escape closes what was opened last; the banner of an unanswered alarm only when nothing else is open. */
function leave(sheet: SheetName | null): void {
  if (isLocked() && useLock.getState().asking) {
    stayLocked()
    return
  }
  const { waiting } = usePinWanted.getState()
  if (waiting) {
    waiting.done(null)
    return
  }
  if (sheet && !isPutAway(sheet)) {
    openSheet(null)
    return
  }
  const views = Object.values(useLive.getState().rooms).map(({ view }) => view)
  const escalated = worstEscalated(views)
  if (escalated) putAside(escalated.key)
}

function findAction(page: ReturnType<typeof useUi.getState>['page'], key: string): (() => void) | null {
  const { rooms } = useLive.getState()
  const number = Number(key)
  const numbered = Number.isInteger(number) ? Object.values(rooms)[number - 1] : undefined
  if (numbered) return () => openPage({ name: 'room', roomId: numbered.view.id })
  if (page.name === 'room') {
    const room: LiveRoom | undefined = rooms[page.roomId]
    return (room && allRoomKeys(room.view).find(action => action.key === key)?.run) ?? null
  }
  if (page.name === 'review' && key === 'q') return () => openSheet('sign')
  if (page.name === 'review' && key === 'e') return () => openReport(page.sessionId)
  return pageKeys().find(action => action.key === key)?.run ?? null
}
