import type { Texts } from '../texts.tsx'

export default {
  title: 'Notificações',
  unread: (n) => (n === 1 ? '1 notificação não lida' : `${n} notificações não lidas`),
  none: 'Nada por enquanto',
  markRead: 'Marcar tudo como lido',
  somebody: 'Alguém',
  kinds: {
    mention: (who) => `${who} mencionou você`,
    assignment: (who) => `${who} atribuiu um ticket a você`,
    reply: (who) => `${who} respondeu`,
    not_sent: () => 'Uma mensagem sua não foi enviada',
  },
  browserOff: 'Mostrar também neste computador enquanto você olha para outro lugar',
  browserOn: 'Mostradas neste computador enquanto você olha para outro lugar',
} satisfies Texts['notifications']
