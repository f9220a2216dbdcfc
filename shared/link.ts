/** State of the line to one device. `idle`: opened by nobody. */
export type LinkState = 'idle' | 'connecting' | 'connected' | 'quiet' | 'lost' | 'reconnecting'
