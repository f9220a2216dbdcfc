import { z } from 'zod'
import { typedName } from '../plain-text.ts'
import { clinicians, prescribers } from '../roles.ts'
import { actionSchemas } from '../session/actions.ts'
import { by, captureId, carers, deviceKeepers, everyone, type RequestEntry, roomId } from './parts.ts'

/** What is done in an open session. Most are actions of the session itself, with the room they are meant for. */
export const sessionRequests = {
  openSession: {
    payload: z.strictObject({
      by,
      roomId,
      presetId: z.string().min(1).max(60),
      patient: z.strictObject({
        initials: typedName(10),
        birthYear: z.number().int().min(1900).max(2100),
        recordId: typedName(40),
        weightKg: z.number().min(20).max(350).optional(),
      }),
      /** A simulated patient instead of a monitor: devices of this scenario are added to the room. */
      simulate: z
        .strictObject({
          scenario: z.string().min(1).max(60),
          seed: z
            .number()
            .int()
            .min(0)
            .max(2 ** 31)
            .optional(),
          /** 1 to 60: how fast the room's clock runs. */
          speed: z.number().min(1).max(60).optional(),
          /** Which driver's bytes the oximeter speaks. */
          driver: z.string().min(1).max(40).optional(),
        })
        .optional(),
    }),
    roles: carers,
  },
  /** Plays captures of this installation in a room of their own, as a session marked REPLAY. */
  openReplay: {
    payload: z.strictObject({
      by,
      roomId,
      presetId: z.string().min(1).max(60),
      captures: z.array(captureId).min(1).max(4),
      /** 1 to 60 */
      speed: z.number().min(1).max(60).optional(),
    }),
    roles: everyone,
  },
  startNibp: { payload: z.strictObject({ by, roomId }), roles: carers },
  stopNibp: { payload: z.strictObject({ by, roomId }), roles: carers },
  startDosing: { payload: actionSchemas.startDosing.extend({ roomId }), roles: carers },
  confirmIdentity: { payload: actionSchemas.confirmIdentity.extend({ roomId }), roles: carers },
  recordPreDose: { payload: actionSchemas.recordPreDose.extend({ roomId }), roles: carers },
  overrideGate: { payload: actionSchemas.overrideGate.extend({ roomId }), roles: prescribers },
  recordDevice: { payload: actionSchemas.recordDevice.extend({ roomId }), roles: carers },
  endDosing: { payload: actionSchemas.endDosing.extend({ roomId }), roles: carers },
  recordBooster: { payload: actionSchemas.recordBooster.extend({ roomId }), roles: carers },
  pauseInfusion: { payload: actionSchemas.pauseInfusion.extend({ roomId }), roles: carers },
  resumeInfusion: { payload: actionSchemas.resumeInfusion.extend({ roomId }), roles: carers },
  recordMark: { payload: actionSchemas.recordMark.extend({ roomId }), roles: carers },
  withdrawMark: { payload: actionSchemas.withdrawMark.extend({ roomId }), roles: carers },
  recordManual: { payload: actionSchemas.recordManual.extend({ roomId }), roles: carers },
  /** Whoever answers at a window answers to what stood there: it says which alarm, at which priority and value (AR-24). */
  acknowledge: {
    payload: actionSchemas.acknowledge
      .required({ alarm: true, occurrence: true, priority: true, value: true })
      .extend({ roomId }),
    roles: carers,
  },
  pauseAudio: { payload: actionSchemas.pauseAudio.extend({ roomId }), roles: carers },
  resumeAudio: { payload: actionSchemas.resumeAudio.extend({ roomId }), roles: carers },
  turnAudioOff: { payload: actionSchemas.turnAudioOff.extend({ roomId }), roles: ['admin'] },
  turnAudioOn: { payload: actionSchemas.turnAudioOn.extend({ roomId }), roles: deviceKeepers },
  pauseAlarms: { payload: actionSchemas.pauseAlarms.extend({ roomId }), roles: carers },
  resumeAlarms: { payload: actionSchemas.resumeAlarms.extend({ roomId }), roles: carers },
  turnAlarmOff: {
    payload: actionSchemas.turnAlarmOff.extend({ roomId }),
    roles: clinicians,
  },
  turnAlarmOn: { payload: actionSchemas.turnAlarmOn.extend({ roomId }), roles: carers },
  setSites: { payload: actionSchemas.setSites.extend({ roomId }), roles: carers },
  setCuffCycle: { payload: actionSchemas.setCuffCycle.extend({ roomId }), roles: carers },
  changeLimit: { payload: actionSchemas.changeLimit.extend({ roomId }), roles: clinicians },
  setBaseline: { payload: actionSchemas.setBaseline.extend({ roomId }), roles: clinicians },
  excuseMeasurement: { payload: actionSchemas.excuseMeasurement.extend({ roomId }), roles: carers },
  confirmGap: { payload: actionSchemas.confirmGap.extend({ roomId }), roles: carers },
  recordScale: { payload: actionSchemas.recordScale.extend({ roomId }), roles: carers },
  confirmCheck: { payload: actionSchemas.confirmCheck.extend({ roomId }), roles: carers },
  overrideCheck: { payload: actionSchemas.overrideCheck.extend({ roomId }), roles: prescribers },
  handOver: { payload: actionSchemas.handOver.extend({ roomId }), roles: carers },
  recordRems: { payload: actionSchemas.recordRems.extend({ roomId }), roles: [...carers, 'staff'] },
  startDischarge: { payload: actionSchemas.startDischarge.extend({ roomId }), roles: carers },
  closeSession: { payload: actionSchemas.closeSession.extend({ roomId }), roles: carers },
} as const satisfies Record<string, RequestEntry>
