import './tiles.css'
import type { ReactNode } from 'react'
import type { Snapshot } from '../../../shared/views.ts'
import type { VitalId } from '../../../shared/vitals.ts'
import { Pleth } from '../../chart/Pleth.tsx'
import { roomNow, useTicking } from '../../live/clock.ts'
import { type LiveRoom, useDevices, useLive } from '../../live/store.ts'
import { text } from '../../text/text.ts'
import { toggleCuff } from '../../window/requests.ts'
import { openSheet } from '../../window/ui.ts'
import {
  alarmOf,
  cuffFigure,
  describeBaseline,
  describeCuff,
  describeSite,
  type Figure,
  pulseFigure,
  roomFigure,
  type TileSubject,
} from './figures.ts'
import { LimitSigns } from './LimitSigns.tsx'
import { type LimitSign, signLimits } from './limit-signs.ts'

const words = text.room.tiles

const none: Snapshot['drivers'] = []

/** The three figures that can be read at three metres. */
export function Tiles({ room }: { readonly room: LiveRoom }) {
  useTicking(500)
  const { view } = room
  const { session, limits, alarms } = view
  const devices = useDevices(view.id)
  const drivers = useLive(state => state.snapshot?.drivers) ?? none
  if (!session || !limits) return null
  const now = roomNow(room)
  const isLost = (deviceId: string | undefined) =>
    devices.find(({ id }) => id === deviceId)?.link.state === 'lost'
  const pulse = pulseFigure(view, now, isLost)
  const alarmFor = (technical: TileSubject['technical'], ...parameters: VitalTuple) =>
    alarmOf(alarms, { parameters, technical, deviceIds: devicesOf(devices, drivers, parameters[0]) }, limits)
  const bp = cuffFigure(view.nibp, now, session.gaps)
  const meanOff = signLimits(view, ['mean']).filter(({ off }) => off !== null)
  const bpSigns = [...signLimits(view, ['systolic', 'diastolic']), ...meanOff]

  return (
    <div className="tiles">
      <Tile
        id="spo2"
        label={words.spo2}
        unit={words.percent}
        figure={roomFigure(view, 'spo2', now, isLost)}
        alarm={alarmFor(['spo2-signal-lost'], 'spo2')}
        site={describeSite(session, 'sensor')}
        signs={signLimits(view, ['spo2'])}
      >
        <Pleth roomId={view.id} />
      </Tile>
      <Tile
        id="pulse"
        label={pulse.standsIn ? words.heartRate : words.pulse}
        unit={words.perMin}
        figure={pulse}
        alarm={alarmFor([], 'pulseRate')}
        signs={signLimits(view, ['pulseRate'])}
      />
      <Tile
        id="bp"
        label={words.bp}
        unit={words.mmHg}
        figure={bp}
        alarm={alarmFor(['nibp-failed'], 'systolic', 'diastolic', 'mean')}
        site={describeSite(session, 'cuff')}
      >
        <p className="tile-line">
          <span>
            {words.map} <b data-testid="map">{bp.map === '' ? words.none : bp.map}</b>
          </span>
          <LimitSigns signs={bpSigns} />
        </p>
        <p className="tile-line">
          <span>{describeBaseline(session, view.nibp)}</span>
          <span className="tile-news">{describeCuff(view.nibp, session.marks)}</span>
          {view.nibp.canStart ? (
            <span className="tile-buttons">
              <button type="button" onClick={() => openSheet('cuff')}>
                {session.cuffCycle ? words.cuffAuto(session.cuffCycle.everyMin) : words.cuffByHand}
                <kbd>w</kbd>
              </button>
              <button type="button" onClick={() => toggleCuff(view.id)}>
                {view.nibp.inflating ? words.stopCuff : words.measureNow}
                <kbd>b</kbd>
              </button>
            </span>
          ) : null}
        </p>
      </Tile>
    </div>
  )
}

type VitalTuple = readonly [VitalId, ...VitalId[]]

/** The devices of a room that give this vital sign. */
function devicesOf(
  devices: Snapshot['devices'],
  drivers: Snapshot['drivers'],
  vital: VitalId,
): readonly string[] {
  const giving = drivers.filter(({ vitals }) => vitals.includes(vital)).map(({ id }) => id)
  return devices.filter(({ driver }) => giving.includes(driver)).map(({ id }) => id)
}

interface TileProps {
  readonly id: 'spo2' | 'pulse' | 'bp'
  readonly label: string
  readonly unit: string
  readonly figure: Figure
  readonly alarm: ReturnType<typeof alarmOf>
  /** Where it is measured; null: not entered yet. */
  readonly site?: ReturnType<typeof describeSite>
  /** Absent: they stand in the tile's own lines. */
  readonly signs?: readonly LimitSign[]
  readonly children?: ReactNode
}

function Tile({ id, label, unit, figure, alarm, site, signs, children }: TileProps) {
  const alarmClass = alarm ? `alarming ${alarm.priority} ${alarm.state}` : ''
  return (
    <section
      className={`tile tile-${id} ${figure.freshness} ${alarmClass}`}
      data-testid={`tile-${id}`}
      aria-label={label}
    >
      <header>
        <h2>
          {alarm ? <span className="alarm-marks">{text.room.priorityMarks[alarm.priority]} </span> : null}
          {label} <span className="unit">{unit}</span>
          {site && !signs ? <span className="unit"> · {site.site}</span> : null}
        </h2>
        <span className="tile-quality">{figure.quality}</span>
        <span className="tile-age">{figure.age}</span>
      </header>
      <p className="tile-figure">
        <span className="figure" data-value={figure.value}>
          {figure.shown}
        </span>
        {signs ? (
          <span className="tile-side">
            <LimitSigns signs={signs} />
            {site ? <span>{site.site}</span> : null}
            {site?.note ? <span className="tile-note">{site.note}</span> : null}
          </span>
        ) : null}
      </p>
      {children}
    </section>
  )
}
