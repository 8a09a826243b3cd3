/**
 * What a mail's own header says that makes it the same mail when it comes twice. `head` is the mail's beginning.
 *
 * `traced`: a server on its way has marked it (RFC 5321, section 4.4), so no other mail has the same bytes.
 */
export const readHead = (head: Buffer): { messageId: string | null; traced: boolean } => {
  const text = head.toString('latin1')
  const end = /\r?\n\r?\n/.exec(text)
  const header = (end ? text.slice(0, end.index) : text).replace(/\r?\n[ \t]+/g, ' ')
  const [, given = ''] = /^message-id[ \t]*:[ \t]*(.*)$/im.exec(header) ?? []
  const messageId = given
    .trim()
    .replace(/^<([^>]*)>.*$/, '$1')
    .trim()
  return {
    // RFC 5322, section 2.1.1: no line is longer than 998 characters.
    messageId: messageId === '' || messageId.length > 998 ? null : messageId,
    traced: /^received[ \t]*:/im.test(header),
  }
}
