import type { Texts } from '../texts.tsx'
import inbox from './inbox.ts'
import notifications from './notifications.ts'
import shell from './shell.ts'
import signIn from './sign-in.ts'
import ticket from './ticket.ts'

export default { inbox, notifications, shell, signIn, ticket } satisfies Texts
