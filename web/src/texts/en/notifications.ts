/** What a member should know of. */
export default {
  title: 'Notifications',
  unread: (n: number) => (n === 1 ? '1 unread notification' : `${n} unread notifications`),
  none: 'Nothing yet',
  markRead: 'Mark all as read',
  somebody: 'Somebody',
  kinds: {
    mention: (who: string) => `${who} mentioned you`,
    assignment: (who: string) => `${who} assigned you a ticket`,
    reply: (who: string) => `${who} replied`,
    not_sent: (_who: string) => 'A message of yours was not sent',
  },
  browserOff: 'Also show these on this computer while you look elsewhere',
  browserOn: 'Shown on this computer while you look elsewhere',
}
