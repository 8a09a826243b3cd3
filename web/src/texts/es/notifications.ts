import type { Texts } from '../texts.tsx'

export default {
  title: 'Notificaciones',
  unread: (n) => (n === 1 ? '1 notificación sin leer' : `${n} notificaciones sin leer`),
  none: 'Nada por ahora',
  markRead: 'Marcar todo como leído',
  somebody: 'Alguien',
  kinds: {
    mention: (who) => `${who} te mencionó`,
    assignment: (who) => `${who} te asignó un ticket`,
    reply: (who) => `${who} respondió`,
    not_sent: () => 'Un mensaje tuyo no se envió',
  },
  browserOff: 'Mostrarlas también en este ordenador mientras miras otra cosa',
  browserOn: 'Se muestran en este ordenador mientras miras otra cosa',
} satisfies Texts['notifications']
