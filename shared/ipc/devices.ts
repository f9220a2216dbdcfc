import { z } from 'zod'
import { typedLine } from '../plain-text.ts'
import { captureId, deviceId, port, type RequestEntry, roomId } from './parts.ts'

/** What the device page asks. */
export const deviceRequests = {
  listPorts: { payload: z.strictObject({}) },
  /** Listens on a port that no device has, and says which monitor it may be. Sends nothing unless `mayProbe`. */
  identifyPort: {
    payload: z.strictObject({
      port,
      /** A person has said that this port may be asked: polled monitors are tried too. */
      mayProbe: z.boolean().optional(),
    }),
  },
  /** Assigns a port to a driver and a room, and opens it. */
  addDevice: {
    payload: z.strictObject({
      roomId,
      driver: z.string().min(1).max(40),
      port,
      /** One of the driver's; absent: its usual one. A device server holds the speed of its line by itself. */
      baudRate: z.number().int().positive().optional(),
      label: typedLine(1, 60).optional(),
      remoteStart: z.boolean().optional(),
    }),
  },
  /** Allows or forbids Vigil to inflate the cuff through this line. */
  setRemoteStart: {
    payload: z.strictObject({ deviceId, remoteStart: z.boolean() }),
  },
  /** Puts the device into another room, without a session running in either. */
  moveDevice: { payload: z.strictObject({ deviceId, roomId }) },
  removeDevice: {
    payload: z.strictObject({ deviceId: z.string().min(1).max(80) }),
  },
  /** Asks for the bytes of a line as they come, for the next 10 s; to be asked again while they are looked at. */
  watchBytes: { payload: z.strictObject({ deviceId }) },
  /** Begins or ends a raw capture of the device's line. */
  setCapture: { payload: z.strictObject({ deviceId, on: z.boolean() }) },
  listCaptures: { payload: z.strictObject({}) },
  /** A capture's file, to be handed in with a question about a monitor. */
  readCapture: { payload: z.strictObject({ captureId }) },
} as const satisfies Record<string, RequestEntry>
