/**
 * The one content security policy, sent with every answer of the desktop entry and of the browser entry: nothing but
 * Vigil's own files, no code made from strings, no style written into the page, no frame, no form, and no other host to talk to.
 */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data:",
  "media-src 'self'",
  // Covers the browser entry's WebSocket as well: 'self' takes in ws: of the same host and port.
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')
