import './room.css'
import { Chart } from '../../chart/Chart.tsx'
import type { LiveRoom } from '../../live/store.ts'
import { text } from '../../text/en.ts'
import { ActionBar } from '../actions/ActionBar.tsx'
import { AlarmBar } from '../alarms/AlarmBar.tsx'
import { DueList } from '../due/DueList.tsx'
import { EventList } from '../events/EventList.tsx'
import { GapBanner, Header } from '../header/Header.tsx'
import { Tiles } from '../tiles/Tiles.tsx'

/** One room: figures on the left, time on the right, what to do below. */
export function RoomPage({ room }: { readonly room: LiveRoom }) {
  return (
    <div className="room-page">
      <Header room={room} />
      <GapBanner room={room} />
      <AlarmBar room={room} />
      {room.view.session ? (
        <main className="room-body">
          <Tiles room={room} />
          <div className="room-time">
            <Chart roomId={room.view.id} />
            <div className="room-lists">
              <DueList room={room} />
              <EventList room={room} />
            </div>
          </div>
        </main>
      ) : (
        <main className="room-empty">{text.room.noSession}</main>
      )}
      <ActionBar room={room} />
    </div>
  )
}
