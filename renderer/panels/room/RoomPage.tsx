import './room.css'
import type { ReactNode } from 'react'
import { Chart } from '../../chart/Chart.tsx'
import type { LiveRoom } from '../../live/store.ts'
import { text } from '../../text/text.ts'
import { AlarmZone } from '../alarms/AlarmZone.tsx'
import { Prompts } from '../alarms/Prompts.tsx'
import { ActionBar, type KeyAction } from './ActionBar.tsx'
import { DueList } from './DueList.tsx'
import { Header } from './Header.tsx'
import { PatientBanner } from './PatientBanner.tsx'
import { SmallTiles } from './SmallTiles.tsx'
import { Tiles } from './Tiles.tsx'

interface RoomPageProps {
  readonly room: LiveRoom
  /** What can be done now, for the bar. */
  readonly actions: readonly KeyAction[]
  /** What has happened: fetched after the figures, which never wait for its words. */
  readonly events: ReactNode
  /** What is open beside the chart; it takes the chart's width, never that of a figure or an alarm. */
  readonly sheet: ReactNode
}

/** One room: figures on the left, time on the right, what to do below. */
export function RoomPage({ room, actions, events, sheet }: RoomPageProps) {
  return (
    <div className="room-page">
      <Header room={room} />
      <PatientBanner room={room} />
      <AlarmZone room={room} />
      {room.view.session && room.view.alarms.length === 0 ? <Prompts session={room.view.session} /> : null}
      {room.view.session ? (
        <main className="room-body">
          <Tiles room={room} />
          <div className="room-time">
            <SmallTiles room={room} />
            <Chart roomId={room.view.id} />
            <div className="room-lists">
              <DueList room={room} />
              {events}
            </div>
          </div>
          {sheet}
        </main>
      ) : (
        <main className="room-empty">
          <p>{text.room.noSession}</p>
          {sheet}
        </main>
      )}
      <ActionBar actions={actions} />
    </div>
  )
}
