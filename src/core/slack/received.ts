/** What somebody did in Slack, as it waits to be done here. */
export type Received =
  | {
      kind: 'button'
      action: 'assign_to_me' | 'resolve'
      ticketId: string
      userId: string
      userName: string
      /** Where Slack takes an answer for who pressed it, for 30 minutes. */
      responseUrl: string
    }
  | { kind: 'note'; ticketId: string; userId: string; userName: string; text: string }
