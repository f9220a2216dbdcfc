import { z } from 'zod'
import { by, captureId, deviceId, deviceKeepers, port, type RequestEntry, roomId } from './parts.ts'

/** What the device page asks. */
export const deviceRequests = {
  listPorts: { payload: z.strictObject({}), roles: null },
  /** Listens on a port that no device has, and says which monitor it may be. Sends nothing unless `mayProbe`. */
  identifyPort: {
    payload: z.strictObject({
      by,
      port,
      /** A person has said that this port may be asked: polled monitors are tried too. */
      mayProbe: z.boolean().optional(),
    }),
    roles: deviceKeepers,
  },
  /** Assigns a port to a driver and a room, and opens it. */
  addDevice: {
    payload: z.strictObject({
      by,
      roomId,
      driver: z.string().min(1).max(40),
      port,
      /** One of the driver's; absent: its usual one. A device server holds the speed of its line by itself. */
      baudRate: z.number().int().positive().optional(),
      label: z.string().trim().min(1).max(60).optional(),
      remoteStart: z.boolean().optional(),
    }),
    roles: deviceKeepers,
  },
  /** Allows or forbids Vigil to inflate the cuff through this line. */
  setRemoteStart: {
    payload: z.strictObject({ by, deviceId, remoteStart: z.boolean() }),
    roles: deviceKeepers,
  },
  /** Puts the device into another room, without a session running in either. */
  moveDevice: { payload: z.strictObject({ by, deviceId, roomId }), roles: deviceKeepers },
  removeDevice: {
    payload: z.strictObject({ by, deviceId: z.string().min(1).max(80) }),
    roles: deviceKeepers,
  },
  /** Asks for the bytes of a line as they come, for the next 10 s; to be asked again while they are looked at. */
  watchBytes: { payload: z.strictObject({ deviceId }), roles: null },
  /** Begins or ends a raw capture of the device's line. */
  setCapture: { payload: z.strictObject({ by, deviceId, on: z.boolean() }), roles: deviceKeepers },
  listCaptures: { payload: z.strictObject({}), roles: null },
  /** A capture's file, to be handed in with a question about a monitor. */
  readCapture: { payload: z.strictObject({ by, captureId }), roles: deviceKeepers },
} as const satisfies Record<string, RequestEntry>
