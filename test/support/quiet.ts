// What processes of a test's own need too: a file that loads nothing, so that they start soon.

/** A log that keeps quiet: tests look at answers. */
export const quiet = { info: () => {}, warn: () => {}, error: () => {} }

export const MAIL_OPERATOR = { server: null, from: null, domain: 'localhost', baseUrl: 'http://localhost:4000' }
