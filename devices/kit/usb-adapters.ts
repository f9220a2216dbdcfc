import type { UsbMatch } from '../driver.ts'

/**
 * Common USB-serial chips. A monitor with an RS-232 socket sits behind whichever of them its owner has, so a match only
 * says that the port may be the one.
 */
export const usbAdapters: readonly UsbMatch[] = [
  { vendorId: '0403', productId: '6001', generic: true }, // FTDI FT232
  { vendorId: '067b', productId: '2303', generic: true }, // Prolific PL2303
  { vendorId: '10c4', productId: 'ea60', generic: true }, // Silicon Labs CP210x
  { vendorId: '1a86', productId: '7523', generic: true }, // WCH CH340
]
