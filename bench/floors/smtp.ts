import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

/** The floor under mail: the same SMTP server, which reads each mail to its end and forgets it. */
const server = new SMTPServer({
  disabledCommands: ['AUTH', 'STARTTLS'],
  disableReverseLookup: true,
  onData: (stream, _session, done) => {
    stream.resume()
    stream.once('end', () => done())
  },
})
server.listen(0, '127.0.0.1', () => {
  const { port } = server.server.address() as AddressInfo // it listens on TCP
  console.log(port)
})
