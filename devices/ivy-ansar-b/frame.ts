/** Places in a frame, and what stands where (Ivy 450C; every frame is one second). */
export const START = [0xff, ...'ANSAR-B '].map(part => (typeof part === 'string' ? part.charCodeAt(0) : part))
export const END = 0xfe
export const WAVE_BYTES = 400
/** Where the text begins: after the start and the waves. */
export const TEXT_AT = START.length + WAVE_BYTES
/** The pleth is the third of five waves: ECG 200, respiration 50, pleth 50, two pressures 50 each. */
export const PLETH_AT = START.length + 250
export const PLETH_PER_S = 50
/** Highest step of a wave; 251 is "not connected". */
export const WAVE_STEPS = 250
export const NOT_CONNECTED = 251
export const SHORTEST_TEXT = 20
export const LONGEST_TEXT = 400
