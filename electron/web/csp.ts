/**
 * React Aria puts one style element into the page, which keeps touches on buttons from scrolling; it is allowed by its
 * content and nothing else is. A new version of the library with another text shows up as a CSP violation in the tests.
 */
const PRESSABLE_STYLE = "'sha256-38RhXrc7EdReTKsOm23ZPOCUgniTUUcjky8QOOrQx6o='"

/**
 * The one content security policy, sent with every answer of the desktop entry and of the browser entry: nothing but
 * Vigil's own files, no code made from strings, no frame, no form, and no other host to talk to.
 */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  `style-src 'self' ${PRESSABLE_STYLE}`,
  "font-src 'self'",
  "img-src 'self' data:",
  "media-src 'self'",
  // Covers the browser entry's WebSocket as well: 'self' takes in ws: of the same host and port.
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')
