import { TransportError } from '../link/index.ts'

/**
 * Puts the serial library's error into words. The library gives no codes, only the system's text: strerror() on Linux and
 * macOS, its own few phrases on Windows ("File not found", "Access denied", "Unknown error code 121").
 */
export function explainSerialError(path: string, detail: string): TransportError {
  const windows = explainWindowsError(path, detail)
  if (windows) return windows
  if (/no such (file|device)|file not found/i.test(detail)) {
    return new TransportError(
      'not-found',
      `The port ${path} is not there: plug in its cable, or choose another port for this device.`,
    )
  }
  if (/cannot lock port|temporarily unavailable|resource busy|access denied/i.test(detail))
    return portInUse(path)
  if (/permission denied|not permitted/i.test(detail)) {
    return new TransportError(
      'denied',
      `This user may not open the port ${path}: on Linux, add the user to the group “dialout” (on some systems “uucp”) and log in again.`,
    )
  }
  if (/inappropriate ioctl|not a typewriter/i.test(detail)) {
    return new TransportError('failed', `${path} is not a serial port: choose another port for this device.`)
  }
  return new TransportError(
    'failed',
    `The port ${path} cannot be opened (${plain(detail)}): unplug its cable, plug it in again, and check that its system driver is installed.`,
  )
}

/**
 * Errors of Windows that the library gives by their number alone. What they mean depends on the call: `Opening COM3` is the
 * port itself, every later one (GetCommState, SetCommState, Writing, Reading) an adapter that was there a moment ago.
 *
 * Source: Microsoft's list of system errors; the calls as in the library's `serialport_win.cpp`.
 *
 * @returns null: no such error
 */
export function explainWindowsError(path: string, detail: string): TransportError | null {
  const found = /^(?:Error:?\s*)*(.*?):?\s*unknown error code (\d+)/i.exec(detail)
  if (!found) return null
  const [, call = '', code = ''] = found
  const isOpening = /^opening/i.test(call)
  const failed = (sentence: string) => new TransportError('failed', sentence)
  const isGone = (sentence: string) => new TransportError('not-found', sentence)
  switch (`${isOpening ? 'opening' : 'later'} ${code}`) {
    case 'opening 3':
      return isGone(
        `The port ${path} is not there: plug in its cable, or choose another port for this device.`,
      )
    case 'opening 31':
      return failed(
        `The adapter of ${path} is there, but its driver does not work (Windows error 31): unplug it and plug it in again, then reinstall its driver or take another adapter.`,
      )
    case 'opening 121':
      return failed(
        `Nothing answers behind ${path} (Windows error 121): if it is a Bluetooth port, switch the monitor on and bring it near, else unplug the adapter and plug it in again.`,
      )
    case 'opening 433':
      return isGone(
        `The adapter of ${path} was unplugged, though Windows still lists it (error 433): plug it in, then look for the ports again.`,
      )
    case 'later 31':
      return failed(
        `The port ${path} opened, but its adapter refuses these settings or has stopped answering (Windows error 31): unplug it and plug it in again, or take another adapter.`,
      )
    case 'later 121':
      return failed(
        `The monitor’s adapter or its USB hub at ${path} has stopped answering (Windows error 121): unplug it and plug it in again.`,
      )
    case 'later 22':
    case 'later 433':
    case 'later 1167':
      return isGone(
        `The adapter of ${path} was unplugged (Windows error ${code}): plug it in again, Vigil waits for it.`,
      )
    default:
      return null
  }
}

export function portInUse(path: string): TransportError {
  return new TransportError(
    'in-use',
    `The port ${path} is in use: close the other program that has it, or the other device that is set to it.`,
  )
}

/** Puts an error of a TCP connection into words, by the system's error code. */
export function explainTcpError(address: string, code: string | undefined, detail: string): TransportError {
  switch (code) {
    case 'ECONNREFUSED':
      return new TransportError(
        'refused',
        `Nothing accepts connections at ${address}: check the port number, that the device server is set to raw TCP, and that no other program has its line.`,
      )
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new TransportError(
        'not-found',
        `The name in ${address} is not known on this network: check its spelling, or use the device server’s IP address.`,
      )
    case 'ETIMEDOUT':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'EHOSTDOWN':
      return new TransportError(
        'not-found',
        `${address} does not answer: check that the device server has power and is on the same network as this computer.`,
      )
    case 'EACCES':
    case 'EPERM':
      return new TransportError(
        'denied',
        `This computer does not let Vigil connect to ${address}: allow it in the firewall.`,
      )
    default:
      return new TransportError(
        'failed',
        `The connection to ${address} failed (${plain(detail)}): check the device server and the network.`,
      )
  }
}

/** Puts an error of waiting for a sender into words, by the system's error code. */
export function explainListenError(
  address: string,
  code: string | undefined,
  detail: string,
): TransportError {
  switch (code) {
    case 'EADDRINUSE':
      return new TransportError(
        'in-use',
        `Another program waits for senders at ${address}: close it, or choose another port number here and on the sender.`,
      )
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new TransportError(
        'not-found',
        `${address} is no address of this computer: choose one that it has on the monitors’ network.`,
      )
    case 'EACCES':
    case 'EPERM':
      return new TransportError(
        'denied',
        `This computer does not let Vigil wait for senders at ${address}: choose a port number of 1024 or more.`,
      )
    default:
      return new TransportError(
        'failed',
        `Vigil cannot wait for senders at ${address} (${plain(detail)}): check the address, and choose another port number.`,
      )
  }
}

function plain(detail: string): string {
  return detail.replace(/^(Error:?\s*)+/i, '').replace(/[.\s]+$/, '')
}
