/** The headers of every answer, whoever gives it: a route, the files, or Node before there is a request. */

/** None is a document: opened as one it runs nothing, and no page of another site frames or embeds it. A page of ours says its own policy. */
export const EVERY_ANSWER = [
  ['X-Content-Type-Options', 'nosniff'],
  ['Referrer-Policy', 'no-referrer'],
  ['Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'"],
  ['Cross-Origin-Resource-Policy', 'same-origin'],
  ['Cross-Origin-Opener-Policy', 'same-origin'],
] as const;

/** Only who has come by TLS may be held to it. */
export const TLS_ONLY = ['Strict-Transport-Security', 'max-age=31536000'] as const;
