import { randomUUID } from 'node:crypto'
import { type Customers, type Said, sayings } from './ticket-body.ts'

/** By which contract tickets are created: `v1` is Lodge's own. */
export const CONTRACTS = ['v1', 'halo', 'headoni', 'glassix', 'tickiti'] as const
export type Contract = (typeof CONTRACTS)[number]

type Wire = {
  path: string /** What its clients send to say the same. */
  body: (said: Said) => object
  headers?: () => object
}

const WIRE: Record<Contract, Wire> = {
  v1: { path: '/v1/tickets', body: (said) => said },
  halo: {
    path: '/api/sdk/tickets/create',
    body: ({ requester, subject, body }) => ({ ...requester, subject, message: body }),
  },
  headoni: { path: '/api/v1/tickets', body: ({ requester, subject, body }) => ({ ...requester, subject, body }) },
  glassix: {
    path: '/api/v1.2/tickets/create',
    body: ({ requester, subject, body }) => ({
      field1: subject,
      culture: 'en-US',
      participants: [
        {
          type: 'Client',
          protocolType: 'Mail',
          subProtocolType: 'MailTo',
          identifier: requester.email,
          name: requester.name,
        },
      ],
      addIntroductionMessage: false,
      getAvailableUser: false,
      transactions: [{ fromParticipant: { identifier: requester.email, type: 'Client' }, text: body, type: 'Message' }],
    }),
  },
  tickiti: {
    path: '/api/create_ticket',
    body: ({ requester, subject, body }) => ({
      originator_email_address: requester.email,
      data: { subject, content: body },
    }),
    headers: () => ({ 'idempotency-key': randomUUID() }),
  },
}

export type Request = { path: string; body: string; headers: Record<string, string> }

/** Makes creations by a contract: the same customers and texts, whichever it is. */
export const requests = (contract: Contract, token: string, customers: Customers): (() => Request) => {
  const next = sayings(customers)
  const { path, body, headers } = WIRE[contract]
  return () => ({
    path,
    body: JSON.stringify(body(next())),
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers?.() },
  })
}
