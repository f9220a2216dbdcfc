import './alarms.css'
import { useEffect, useState } from 'react'
import { groupAlarms } from '../../../shared/alarm/one-reading.ts'
import { type LiveRoom, useLive } from '../../live/store.ts'
import { AlarmBar } from './AlarmBar.tsx'
import { EscalationBanner, useEscalated } from './EscalationBanner.tsx'
import { OtherRooms, othersCalling } from './OtherRooms.tsx'
import { isWide, linesThatFit } from './zone.ts'

/** Everything that calls, of this room and of the others, in a fifth of the window's height. */
export function AlarmZone({ room }: { readonly room: LiveRoom }) {
  const size = useWindowSize()
  const escalated = useEscalated()
  const hasOtherRooms = useLive(state => othersCalling(Object.values(state.rooms), room.view.id))
  const wide = groupAlarms(room.view.alarms).map(isWide)
  const most = linesThatFit({ ...size, hasBanner: escalated?.isAside === false, hasOtherRooms }, wide)
  return (
    <div className="alarm-zone" data-testid="alarm-zone">
      <EscalationBanner />
      <AlarmBar room={room} most={most} />
      <OtherRooms shownId={room.view.id} />
    </div>
  )
}

function useWindowSize() {
  const [size, setSize] = useState(readSize)
  useEffect(() => {
    const resize = () => setSize(readSize())
    window.addEventListener('resize', resize)
    return () => window.removeEventListener('resize', resize)
  }, [])
  return size
}

const readSize = () => ({ heightPx: window.innerHeight, widthPx: window.innerWidth })
