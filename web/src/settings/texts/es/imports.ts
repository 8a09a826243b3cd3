import type { SettingsTexts } from '../../texts.ts'

export default {
  intro: 'Lo que sabía otro sistema, tomado de un archivo. Después el archivo se borra.',
  none: 'Todavía no se ha importado nada.',
  take: 'Importar un archivo',
  kind: 'Qué contiene',
  kinds: { contacts: 'Personas (CSV)', mbox: 'Correos (mbox)' },
  hints: {
    contacts:
      'La primera línea nombra las columnas: email o external_id, name, company; cualquier otra pasa a ser un rasgo. Las personas conocidas se actualizan.',
    mbox: 'Cada correo se convierte en un ticket, como si acabara de llegar. Lo que ya está aquí no se toca.',
  },
  mailbox: 'Buzón',
  file: 'Archivo',
  start: 'Importar',
  uploading: 'Subida',
  state: 'Estado',
  read: 'Avance',
  result: 'Resultado',
  sent: 'Enviado',
  states: {
    waiting: 'En espera',
    running: 'En curso',
    finished: 'Terminado',
    failed: 'Fallido',
    cancelled: 'Cancelado',
  },
  counts: ({ created, updated, known }) => `${created} nuevos, ${updated} actualizados, ${known} ya conocidos`,
  leftOut: (count) => `${count} omitidos`,
  places: { mbox: (place) => `Correo ${place}:`, contacts: (place) => `Línea ${place}:` },
} satisfies SettingsTexts['imports']
